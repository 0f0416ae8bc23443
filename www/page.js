// Wires the page's DOM to the app in the WebAssembly module: events go in; places, colors,
// texts and states come out. It decides nothing.

import { firstLanguage, followLanguage, followTheme } from './appearance.js';
import { Bars } from './bars.js';
import { Buttons } from './buttons.js';
import { copyText } from './copy.js';
import { Digits } from './digits.js';
import { byId, fillIn, setBox, setText, textSize } from './dom.js';
import { pointerKind } from './drawings.js';
import { Embed, isEmbeddedCommand, prepareEmbedded } from './embed.js';
import { hostOrigins, isEmbedded, parameters } from './embedding.js';
import { Eraser } from './eraser.js';
import { Files } from './files.js';
import { History } from './history.js';
import { Layers } from './layers.js';
import { findHost } from './host.js';
import { loadModule } from './load.js';
import { makeSwitch, Menu } from './menu.js';
import { ModelCard } from './model_card.js';
import { isOutOfMemory } from './module_calls.js';
import { Numbers } from './numbers.js';
import { openPanel, Panel } from './panel.js';
import { followPointer } from './pointer.js';
import { download, Saving } from './save.js';
import { readSettings } from './settings.js';
import { plainDigits } from './plain_digits.js';
import { followShortcuts } from './shortcuts.js';
import { setLanguage, texts } from './texts.js';
import { TypedNumber } from './type_number.js';
import { verdictText } from './verdict.js';

// How long it says that something was copied.
const COPIED_MS = 2000;
// A stroke under way is read once in that time: a reading and its answer are more to show than a
// point, which must not wait for them.
const READING_MS = 100;

class Page {
  /**
   * @param {DigitpadModule} module
   * @param {HTMLCanvasElement} canvas
   * @param {ReturnType<typeof readSettings>} settings
   * @param {import('./host.js').Host | null} host
   */
  constructor(module, canvas, settings, host) {
    this.module = module;
    this.canvas = canvas;
    this.settings = settings;
    this.root = document.documentElement;
    this.app = byId('app');
    this.answer = byId('answer');
    const changed = () => this.changed();
    const run = (/** @type {string} */ command) => this.run(command);
    this.files = new Files(module, {
      changed,
      type: (text) => this.paste(text),
      useModel: (bytes, name) => this.model.use(bytes, name),
    });
    this.model = new ModelCard(module, () => this.files.choose(), changed);
    this.menu = new Menu();
    this.saving = new Saving(module, () => this.menu.close());
    /** What commands do besides, outside of the app. @type {Record<string, () => void>} */
    this.actions = {
      menu: () => this.menu.open(),
      history: () => this.history.open(),
      help: () => openPanel('help-panel'),
      open: () => this.files.choose(),
      save: () => this.saving.save('png'),
      copy: () => (isEmbedded ? this.typeOver() : void this.copy()),
      first: () => this.keepFocus(),
      second: () => this.keepFocus(),
      eraser: () => this.eraser.toggle(),
      new: () => {
        this.files.say('');
        this.eraser.set(false);
      },
    };
    this.buttons = new Buttons(module, run, changed);
    this.typed = new TypedNumber(module, settings.rules, changed);
    this.digits = new Digits(module, changed);
    this.numbers = new Numbers(module, changed);
    this.progress = /** @type {HTMLProgressElement} */ (byId('progress'));
    this.bars = new Bars(module);
    this.history = new History(module, changed);
    this.eraser = new Eraser(() => module._app_has_picture() === 0);
    this.layers = new Layers(
      module,
      (value) => this.percentOf(value),
      () => this.fitted !== '' && this.fit(true),
    );
    new Panel('help-panel');
    this.embed = host && new Embed(module, host, { run, changed });
    this.takesLetters = true;
    this.penIsDown = false;
    this.frame = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.reading = undefined;
    this.lastRead = -Infinity;
    this.revision = -1;
    this.layoutRevision = -1;
    this.fitted = '';
  }

  start() {
    const m = this.module;
    if (isEmbedded) m._app_embed();
    followPointer(byId('ink'), {
      begin: (p, type, erases) => {
        this.files.say('');
        const pointer = pointerKind(type);
        this.penIsDown = true;
        this.after(() => {
          if (erases || this.eraser.isOn) m._app_begin_erasing(p.x, p.y);
          else m._app_begin_stroke(p.x, p.y, p.time, p.pressure, pointer);
        });
      },
      add: (p) => this.after(() => m._app_add_point(p.x, p.y, p.time, p.pressure)),
      end: () => this.lift(() => m._app_end_stroke()),
      cancel: () => this.lift(() => m._app_cancel_stroke()),
    });
    this.followMenu();
    this.followKeys();
    followTheme(m, this.settings.theme, () => {
      this.layers.renew();
      this.changed();
    });
    followLanguage(this.settings.lang, () => this.relabel());
    this.relabel();
    this.followSize();
    this.draw();
    this.root.dataset.kernel = m.UTF8ToString(m._app_kernel());
    this.root.dataset.ready = 'true';
    void this.model.named.then((name) => this.embed?.start(name));
  }

  followMenu() {
    for (const name of ['open', 'history']) {
      byId(name).addEventListener('click', () => {
        this.menu.close();
        this.run(name);
      });
    }
    makeSwitch('live', true, (on) => this.after(() => this.module._app_set_live(on)));
    const show = makeSwitch('layers-switch', false, (on) => this.layers.show(on));
    this.actions.layers = () => show(!this.layers.on);
    makeSwitch('keys', true, (on) => (this.takesLetters = on));
  }

  followKeys() {
    const { embed } = this;
    followShortcuts(document, {
      run: (command) => {
        if (isEmbedded && command === 'recognize') embed?.commit();
        else this.run(command);
      },
      knows: (command) => !isEmbedded || isEmbeddedCommand(command),
      type: (character) => {
        if (!embed) return this.typed.type(character);
        const { isTyping } = embed;
        embed.isTyping = true;
        const isTaken = this.typed.type(character);
        if (!isTaken) embed.isTyping = isTyping;
        return isTaken;
      },
      isTyping: () => this.typed.isTyping(),
      endsTyping: (event) => embed?.endsTyping(event) ?? false,
      takesLetters: () => this.takesLetters,
      letters: { e: 'eraser', h: 'history', l: 'layers', m: 'menu', '?': 'help' },
    });
  }

  /** All texts are in another language, or the first time in any. */
  relabel() {
    const m = this.module;
    this.percent = new Intl.NumberFormat(`${this.root.lang}-u-nu-latn`, {
      style: 'percent',
    });
    const count = m._app_cell_count();
    if (count > 0) {
      byId('ink').ariaLabel = fillIn(texts.inkBoxes, { count: String(count) });
      setText(byId('hint'), texts.hintBoxes);
    }
    this.menu.relabel();
    this.revision = -1;
    this.layers.renew();
    if (this.fitted !== '') {
      this.files.say(''); // it was said in the other language
      this.resize();
    }
    this.changed();
  }

  /**
   * A command of the app, or an action of the page, or both.
   * @param {string} name
   */
  run(name) {
    if (this.buttons.run(name)) this.actions[name]?.();
    this.changed();
  }

  /**
   * @param {string} text
   * @returns {boolean} false where it is no number
   */
  paste(text) {
    const number = plainDigits(text).replace(/\s/g, '');
    return /^[-\d.,]+$/.test(number) && this.typed.enter(number);
  }

  /** In a frame, where nothing else says that one may type. */
  typeOver() {
    this.embed?.commit();
    openPanel('type-panel');
  }

  async copy() {
    if (!(await copyText(this.answer.textContent ?? ''))) return;
    const { copied } = texts;
    this.files.say(copied);
    setTimeout(() => this.files.unsay(copied), COPIED_MS);
  }

  /** A candidate that is taken goes with its button; the focus stays with the answer. */
  keepFocus() {
    this.changed();
    if (document.activeElement?.matches('#first, #second')) byId('copy').focus();
  }

  /** @param {() => void} call */
  after(call) {
    call();
    this.changed();
  }

  /** @param {() => void} endStroke */
  lift(endStroke) {
    this.penIsDown = false;
    this.after(endStroke);
  }

  /** The app may have changed: its texts are shown now, its pixels in the next frame. */
  changed() {
    this.showAnswer();
    if (this.frame === 0 && (this.module._app_needs_frame() || this.layers.stale)) {
      this.frame = requestAnimationFrame(() => this.draw());
    }
  }

  draw() {
    this.frame = 0;
    const isUnread = this.drawFrame();
    if (this.layers.stale) this.layers.draw();
    if (isUnread) this.readSoon();
    else this.changed();
  }

  /**
   * Whether ink is left to be read. A picture takes more memory while it is: where there is none,
   * it goes.
   */
  drawFrame() {
    try {
      return this.module._app_frame() !== 0;
    } catch (error) {
      if (!isOutOfMemory(error) || !this.module._app_has_picture()) throw error;
      this.run('new');
      this.files.say(this.files.refusalFor(error));
      return false;
    }
  }

  /** In a task of its own, which comes after the frame has left for the screen. */
  readSoon() {
    clearTimeout(this.reading);
    const wait = this.penIsDown ? this.lastRead + READING_MS - performance.now() : 0;
    this.reading = setTimeout(() => {
      this.lastRead = performance.now();
      this.after(() => this.module._app_read());
    }, wait);
  }

  followSize() {
    const apply = () => this.fit();
    // The root's width is the window's without a scroll bar; where only the device pixel ratio
    // changes (zoom, another screen), the window's resize event tells.
    new ResizeObserver(apply).observe(this.root);
    addEventListener('resize', apply);
    this.canvas.addEventListener('contextrestored', () => this.fit(true));
    this.resize();
  }

  /** @param {boolean} [anew] also where window and texts are as they were */
  fit(anew = false) {
    if (anew) this.fitted = '';
    if (this.resize()) this.draw();
  }

  /** Lays the app out for the window. False where it already was. */
  resize() {
    const m = this.module;
    const style = getComputedStyle(this.root);
    const given = {
      width: Math.max(this.root.clientWidth, 1),
      height: Math.max(this.root.clientHeight, 1),
      ratio: devicePixelRatio,
      textScale: parseFloat(style.fontSize) / 16,
      rightToLeft: style.direction === 'rtl',
    };
    const texts = [byId('title'), byId('tagline')].map(textSize);
    const fitted = JSON.stringify([given, texts, this.buttons.measure()]);
    if (fitted === this.fitted) return false;
    this.fitted = fitted;
    m._app_set_header_sizes(texts[0].width, texts[1].width);
    m._app_resize(
      given.width,
      given.height,
      given.ratio,
      given.textScale,
      given.rightToLeft,
    );
    this.app.style.width = `${m._app_width()}px`;
    this.app.style.height = `${m._app_height()}px`;
    this.placeElements();
    return true;
  }

  placeElements() {
    const m = this.module;
    this.layoutRevision = m._app_layout_revision();
    this.digits.fitCount();
    this.bars.fitCount();
    this.typed.fitKeys();
    // Whole device pixels, as the canvas has them, so that nothing is scaled.
    setBox(this.canvas, {
      x: 0,
      y: 0,
      w: this.canvas.width / devicePixelRatio,
      h: this.canvas.height / devicePixelRatio,
    });
    /** @type {Map<Element | null, import('./dom.js').Rect>} */
    const boxes = new Map();
    for (let i = 0; i < m._app_box_count(); ++i) {
      const [x, y, w, h] = m.HEAPF32.subarray(m._app_box(i) / 4, m._app_box(i) / 4 + 4);
      const element = byId(m.UTF8ToString(m._app_box_name(i)));
      const parent = boxes.get(element.parentElement) ?? { x: 0, y: 0, w: 0, h: 0 };
      boxes.set(element, { x, y, w, h });
      setBox(element, { x: x - parent.x, y: y - parent.y, w, h });
      // Out of sight, but still there to be measured for the next layout.
      element.dataset.placed = String(w > 0);
    }
    this.app.style.setProperty('--size', `${m._app_answer_size()}px`);
    this.app.style.setProperty('--columns', String(m._app_answer_columns()));
    this.layers.fit();
  }

  showAnswer() {
    const m = this.module;
    if (m._app_revision() === this.revision) return;
    this.revision = m._app_revision();
    if (m._app_layout_revision() !== this.layoutRevision) this.placeElements();
    const state = m.UTF8ToString(m._app_state());
    const verdict = m.UTF8ToString(m._app_verdict());
    const guess = m.UTF8ToString(m._app_guess());
    const confidence = m._app_confidence();
    // Assistive technology speaks the answer once it is settled.
    this.answer.ariaBusy = String(state === 'reading');
    setText(this.answer, m.UTF8ToString(m._app_answer()));
    Object.assign(this.answer.dataset, {
      state,
      guess,
      confidence: String(confidence / 10000),
      strokes: String(m._app_strokes()),
    });
    Object.assign(this.app.dataset, { state, verdict });
    this.showCandidates();
    this.showPicture();
    const percentOf = (/** @type {number} */ value) => this.percentOf(value);
    setText(byId('verdict'), verdictText(m, this.settings.rules, percentOf));
    this.digits.show(percentOf);
    this.bars.show(percentOf);
    this.buttons.showEnabled();
    this.saving.showEnabled();
    this.embed?.tell();
  }

  /** In place of the answer, which is `?` then. */
  showCandidates() {
    const m = this.module;
    const candidates = [0, 1].map((i) => m.UTF8ToString(m._app_candidate(i)));
    setText(byId('first-label'), candidates[0]);
    setText(byId('second-label'), candidates[1]);
    this.app.dataset.asks = String(candidates[0] !== '');
  }

  showPicture() {
    const m = this.module;
    const isOpen = m._app_has_picture() !== 0;
    this.app.dataset.mode = isOpen ? 'picture' : 'ink';
    if (isOpen && this.eraser.isOn) this.eraser.set(false);
    // Both are about ink.
    for (const id of ['type', 'eraser']) {
      /** @type {HTMLButtonElement} */ (byId(id)).disabled = isOpen;
    }
    this.progress.value = m._app_picture_progress();
    this.progress.hidden = !m._app_picture_reading();
    this.numbers.show();
    // Who types in the list hears the keys, not the whole list at each of them.
    const typing = byId('numbers').contains(document.activeElement);
    this.answer.ariaLive = typing ? 'off' : 'polite';
  }

  /**
   * Rounded down: what is 99.95 % sure is not 100 % sure.
   * @param {number} tenThousandths
   */
  percentOf(tenThousandths) {
    const share = Math.floor(tenThousandths / 100) / 100;
    return this.percent?.format(share) ?? '';
  }
}

/** @param {string} reason */
function fail(reason) {
  const failure = byId('failure');
  failure.textContent = `${texts.failure} ${reason}`;
  failure.hidden = false;
  document.documentElement.dataset.ready = 'failed';
}

async function main() {
  const asked = parameters();
  if (isEmbedded) prepareEmbedded();
  setLanguage(firstLanguage(asked.get('lang') ?? ''));
  let host = null;
  try {
    if (isEmbedded) host = findHost(hostOrigins());
    if (typeof WebAssembly !== 'object') throw new Error(texts.noWebAssembly);
    const canvas = /** @type {HTMLCanvasElement} */ (byId('canvas'));
    const settings = readSettings(asked);
    const module = await loadModule(canvas, settings, download);
    new Page(module, canvas, settings, host).start();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    fail(reason);
    host?.complain(reason);
  }
}

void main();
