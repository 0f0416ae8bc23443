// Wires the page's DOM to the app in the WebAssembly module: events go in; places, colors,
// texts and states come out. It decides nothing.

import { Bars } from './bars.js';
import { Buttons } from './buttons.js';
import { Digits } from './digits.js';
import { byId, fillIn, setBox, setText, textSize } from './dom.js';
import { Layers } from './layers.js';
import { loadModule } from './load.js';
import { Numbers } from './numbers.js';
import { Pictures } from './pictures.js';
import { followPointer } from './pointer.js';
import { download, SaveMenu } from './save_menu.js';
import { breachText, readSettings } from './settings.js';
import { followShortcuts } from './shortcuts.js';
import strings from './strings.json';

const texts = strings.en;

class Page {
  /**
   * @param {DigitpadModule} module
   * @param {HTMLCanvasElement} canvas
   * @param {ReturnType<typeof readSettings>} settings
   */
  constructor(module, canvas, settings) {
    this.module = module;
    this.canvas = canvas;
    this.settings = settings;
    this.root = document.documentElement;
    this.app = byId('app');
    this.answer = byId('answer');
    this.percent = new Intl.NumberFormat(this.root.lang, { style: 'percent' });
    const changed = () => this.changed();
    this.pictures = new Pictures(module, changed);
    this.saveMenu = new SaveMenu(module);
    const actions = {
      open: () => this.pictures.choose(),
      save: () => this.saveMenu.save('png'),
      'save-as': () => this.saveMenu.toggle(),
      new: () => this.pictures.say(''),
    };
    this.buttons = new Buttons(module, actions, changed);
    this.digits = new Digits(module, changed);
    this.numbers = new Numbers(module, changed);
    this.progress = /** @type {HTMLProgressElement} */ (byId('progress'));
    this.bars = new Bars(module);
    this.layers = new Layers(
      module,
      (value) => this.percentOf(value),
      () => this.fit(true),
    );
    this.frame = 0;
    this.revision = -1;
    this.layoutRevision = -1;
    this.fitted = '';
  }

  start() {
    const m = this.module;
    followPointer(byId('ink'), {
      begin: (p) => {
        this.pictures.say('');
        this.after(() => m._app_begin_stroke(p.x, p.y, p.time, p.pressure));
      },
      add: (p) => this.after(() => m._app_add_point(p.x, p.y, p.time, p.pressure)),
      end: () => this.after(() => m._app_end_stroke()),
      cancel: () => this.after(() => m._app_cancel_stroke()),
    });
    followShortcuts(document, (name) => this.buttons.run(name));
    this.tellOfBoxes();
    this.followTheme();
    this.followSize();
    this.draw();
    this.root.dataset.kernel = m.UTF8ToString(m._app_kernel());
    this.root.dataset.ready = 'true';
  }

  tellOfBoxes() {
    const count = this.module._app_cell_count();
    if (count === 0) return;
    byId('ink').ariaLabel = fillIn(texts.inkBoxes, { count: String(count) });
    setText(byId('hint'), texts.hintBoxes);
  }

  /** @param {() => void} call */
  after(call) {
    call();
    this.changed();
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
    this.module._app_frame();
    if (this.layers.stale) this.layers.draw();
    this.changed();
  }

  followTheme() {
    const asked = this.settings.theme;
    const preference = matchMedia('(prefers-color-scheme: dark)');
    const apply = () => {
      const dark = asked === 'dark' || (asked !== 'light' && preference.matches);
      this.setTheme(dark);
      this.changed();
    };
    preference.addEventListener('change', apply);
    apply();
  }

  /** @param {boolean} dark */
  setTheme(dark) {
    const m = this.module;
    m._app_set_dark(dark);
    this.layers.renew();
    this.root.style.colorScheme = dark ? 'dark' : 'light';
    for (let role = 0; role < m._app_color_count(); ++role) {
      const color = '#' + m._app_color(role).toString(16).padStart(6, '0');
      this.root.style.setProperty('--' + m.UTF8ToString(m._app_color_name(role)), color);
    }
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
    this.answer.style.setProperty('--size', `${m._app_answer_size()}px`);
    this.answer.style.setProperty('--columns', String(m._app_answer_columns()));
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
    this.showPicture();
    setText(byId('verdict'), this.verdictText(verdict, guess, confidence));
    const percentOf = (/** @type {number} */ value) => this.percentOf(value);
    this.digits.show(percentOf);
    this.bars.show(verdict !== 'rejected', percentOf);
    this.buttons.showEnabled();
  }

  showPicture() {
    const m = this.module;
    this.app.dataset.mode = m._app_has_picture() ? 'picture' : 'ink';
    this.progress.value = m._app_picture_progress();
    this.progress.hidden = !m._app_picture_reading();
    this.numbers.show();
    // Who types in the list hears the keys, not the whole list at each of them.
    const typing = byId('numbers').contains(document.activeElement);
    this.answer.ariaLive = typing ? 'off' : 'polite';
  }

  pictureText() {
    const m = this.module;
    const count = m._app_number_count();
    if (m._app_picture_reading()) return texts.pictureReading;
    if (count === 0) return `${texts.pictureEmpty} ${texts.pictureClose}`;
    let unsure = 0;
    for (let i = 0; i < count; ++i) unsure += m._app_number_settled(i) ? 0 : 1;
    const counts = { count: String(count), unsure: String(unsure) };
    const read = fillIn(texts.pictureRead, counts);
    return `${read} ${texts.pictureCorrect} ${texts.pictureClose}`;
  }

  /**
   * Rounded down: what is 99.95 % sure is not 100 % sure.
   * @param {number} tenThousandths
   */
  percentOf(tenThousandths) {
    return this.percent.format(Math.floor(tenThousandths / 100) / 100);
  }

  /**
   * @param {string} verdict
   * @param {string} guess
   * @param {number} confidence in ten-thousandths
   */
  verdictText(verdict, guess, confidence) {
    if (this.module._app_has_picture()) return this.pictureText();
    const emptyBoxes = this.module._app_empty_cells();
    if (verdict === 'unsure' && emptyBoxes > 0) {
      return fillIn(texts.verdictBoxes, { count: String(emptyBoxes) });
    }
    const rule = this.module.UTF8ToString(this.module._app_broken_rule());
    if (rule) return breachText(rule, guess, this.settings.rules);
    const several = this.module._app_digit_count() > 1;
    const text = {
      empty: texts.verdictEmpty,
      accepted: texts.verdictAccepted,
      // The row of digits below is the guess.
      unsure: several ? texts.verdictUnsureOfDigits : texts.verdictUnsure,
      rejected: texts.verdictRejected,
    }[verdict];
    return fillIn(text ?? '', { percent: this.percentOf(confidence), guess });
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
  if (typeof WebAssembly !== 'object') return fail(texts.noWebAssembly);
  try {
    const canvas = /** @type {HTMLCanvasElement} */ (byId('canvas'));
    const settings = readSettings(new URLSearchParams(location.search));
    const module = await loadModule(canvas, settings, download);
    new Page(module, canvas, settings).start();
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

void main();
