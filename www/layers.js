// What the network sees of the chosen digit: its input and the maps of every layer, line by line,
// as the app gives them. Drawn once a frame where the reading has changed.

import { byId, fillIn, setText } from './dom.js';
import { texts } from './texts.js';

// LayerOp of core/nn/model.h; 0 stands for the input.
const [INPUT, CONVOLUTION, MAX_POOL, AVERAGE] = [0, 1, 2, 3];
/** Ink, then the directions of the normaliser's channels. */
const CHANNELS = ['', '–', '\\', '|', '/'];

// CSS pixels.
const MOST_HEIGHT = 124; // of a line's maps
const STRIP_HEIGHT = 20; // of maps of one value
const MOST_SCALE = 6;
const MOST_TRIES = 3;
/** Where it may begin, of the window's height. */
const LOWEST = 0.6;

/** @typedef {{ op: number, kernel: number, stride: number, h: number, w: number, maps: number,
 *   strongest: number, strength: number }} Layer */
/** @typedef {{ layer: Layer, columns: number, canvases: HTMLCanvasElement[], alternative:
 *   HTMLElement }} Line */
/** @typedef {{ item: HTMLElement, percent: HTMLElement }} Score */

/**
 * @param {string} tag
 * @param {string} className
 * @param {string | Node} [content]
 */
function make(tag, className, content = '') {
  const element = document.createElement(tag);
  element.className = className;
  element.append(content);
  return element;
}

/**
 * How maps stand in a width: as large as its height allows, all rows of the same length, on whole
 * device pixels.
 * @param {Layer} layer
 * @param {number} width
 */
function arrangeMaps({ maps, w, h }, width) {
  const gap = w > 1 ? 1 : 0;
  for (let n = Math.floor(MOST_SCALE * devicePixelRatio); ; --n) {
    const scale = Math.max(n, 1) / devicePixelRatio;
    let columns = Math.min(maps, Math.floor((width / scale + gap) / (w + gap)));
    while (columns > 1 && maps % columns !== 0) --columns;
    const height = (maps / columns) * (h + gap) * scale;
    if (n <= devicePixelRatio || (columns > 0 && height <= MOST_HEIGHT)) {
      return { columns: Math.max(columns, 1), scale };
    }
  }
}

export class Layers {
  /**
   * @param {DigitpadModule} module
   * @param {(tenThousandths: number) => string} percentOf
   * @param {() => void} place lays the page out anew
   */
  constructor(module, percentOf, place) {
    this.module = module;
    this.percentOf = percentOf;
    this.place = place;
    this.section = byId('layers');
    this.list = /** @type {HTMLElement} */ (this.section.querySelector('ol'));
    this.on = false;
    this.height = 0;
    this.tries = 0;
    this.shown = -1; // the revision
    this.built = '';
    /** @type {Line[]} */
    this.lines = [];
    /** @type {Score[]} */
    this.scores = [];
  }

  /** @param {boolean} on */
  show(on) {
    if (on === this.on) return;
    this.on = on;
    this.section.hidden = !this.on;
    this.give();
    if (on) this.bringIntoSight();
  }

  /** Below a phone's screen nobody would look for it; the ink stays in sight as well. */
  bringIntoSight() {
    const { top, height } = this.section.getBoundingClientRect();
    const below = top - innerHeight * LOWEST;
    if (height > 0 && below > 0) scrollBy({ top: below });
  }

  /** Tells the app how high it is, which gives it its place. */
  give() {
    this.module._app_show_layers(this.on, this.height);
    this.place();
  }

  /** The colors or the language are other ones. */
  renew() {
    this.built = '';
    this.shown = -1;
  }

  get stale() {
    return this.on && this.module._app_layers_revision() !== this.shown;
  }

  /** After the section was placed; once more where it needs another height. */
  fit() {
    if (!this.on) return;
    this.draw();
    this.measure();
  }

  measure() {
    const { section, list } = this;
    const padding = parseFloat(getComputedStyle(section).paddingBottom);
    const borders = section.offsetHeight - section.clientHeight;
    const needed = Math.ceil(list.offsetTop + list.offsetHeight + padding) + borders;
    // Whoever has no pointer scrolls by keys, and not what does not scroll.
    section.tabIndex = section.scrollHeight > section.clientHeight ? 0 : -1;
    // A scroll bar may come and go with the height, which is not followed on and on.
    if (needed === this.height || this.tries === MOST_TRIES) return;
    this.tries += 1;
    this.height = needed;
    this.give();
    this.tries -= 1;
  }

  draw() {
    const m = this.module;
    const layers = this.readLayers();
    const width = this.list.clientWidth;
    this.shown = m._app_layers_revision();
    const shapes = layers.map(({ op, h, w, maps }) => [op, h, w, maps]);
    const built = JSON.stringify([shapes, width, devicePixelRatio]);
    const isOther = built !== this.built;
    if (isOther) this.build(layers, width);
    this.built = built;
    this.lines.forEach((line, i) => this.drawMaps(line, i));
    this.showScores();
    if (isOther) this.measure();
  }

  readLayers() {
    const m = this.module;
    return Array.from({ length: m._app_layer_count() }, (_, i) => {
      const at = m._app_layer(i) / 4;
      const [op, kernel, stride, h, w, maps, strongest, strength] = m.HEAP32.subarray(
        at,
        at + 8,
      );
      return { op, kernel, stride, h, w, maps, strongest, strength };
    });
  }

  /**
   * @param {Layer[]} layers
   * @param {number} width
   */
  build(layers, width) {
    this.lines = [];
    /** @type {string[]} */
    const told = [];
    const items = layers.map((layer, i) => {
      const isLast = i === layers.length - 1;
      const [name, note] = this.describe(layer, isLast);
      const item = make('li', '');
      item.append(make('h3', '', name));
      if (note && !told.includes(note)) item.append(make('p', '', note));
      told.push(note);
      item.append(isLast ? this.makeScores(layer) : this.makeMaps(layer, width));
      return item;
    });
    this.list.replaceChildren(...items);
  }

  /**
   * Name and what it does.
   * @param {Layer} layer
   * @param {boolean} isLast
   */
  describe({ op, kernel, stride, h, w, maps }, isLast) {
    const [name, note] = isLast
      ? [texts.layersResult, texts.layersResultNote]
      : op === INPUT
        ? [texts.layersInput, texts.layersInputNote]
        : op === CONVOLUTION
          ? [
              texts.layersConvolution,
              stride > 1 ? texts.layersCoarserNote : texts.layersConvolutionNote,
            ]
          : op === MAX_POOL
            ? [texts.layersMaximum, texts.layersCoarserNote]
            : op === AVERAGE
              ? [texts.layersAverage, texts.layersAverageNote]
              : [texts.layersDense, ''];
    const values = { kernel, maps, size: `${w}×${h}` };
    const given = Object.entries(values).map(([key, value]) => [key, String(value)]);
    return [fillIn(name, Object.fromEntries(given)), note];
  }

  /**
   * @param {Layer} layer
   * @param {number} width
   */
  makeMaps(layer, width) {
    const holder = make('div', layer.op === INPUT ? 'input' : 'maps');
    const alternative = make('span', 'hidden');
    /** @type {Line} */
    const line = { layer, columns: layer.maps, canvases: [], alternative };
    const { columns, scale } = arrangeMaps(layer, width);
    const gap = layer.w > 1 ? 1 : 0;
    /** @type {(w: number, h: number) => HTMLCanvasElement} */
    const add = (w, h) => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: w, height: h, ariaHidden: 'true' });
      line.canvases.push(canvas);
      return canvas;
    };
    if (layer.op === INPUT) {
      for (let i = 0; i < layer.maps; ++i) {
        const channel = make('span', 'channel', add(layer.w, layer.h));
        channel.ariaHidden = 'true';
        channel.append(make('span', '', CHANNELS[i] || texts.layersInk));
        holder.append(channel);
      }
    } else {
      line.columns = columns;
      const rows = Math.ceil(layer.maps / columns);
      const canvas = add(columns * (layer.w + gap) - gap, rows * (layer.h + gap) - gap);
      canvas.style.width = `${canvas.width * scale}px`;
      canvas.style.height = `${canvas.height * (gap ? scale : STRIP_HEIGHT)}px`;
      holder.append(canvas);
    }
    holder.append(alternative);
    this.lines.push(line);
    return holder;
  }

  /**
   * A column for each class.
   * @param {Layer} layer
   */
  makeScores({ maps }) {
    const m = this.module;
    this.scores = Array.from({ length: maps }, (_, i) => {
      const label = m.UTF8ToString(m._app_model_label(i));
      const item = make('li', '', make('i', ''));
      if (label) {
        item.append(make('b', '', label));
      } else {
        const cross = make('b', '', '×');
        cross.ariaHidden = 'true';
        item.append(cross, make('span', 'hidden', texts.layersNone));
      }
      const percent = make('span', '');
      item.append(' ', percent);
      return { item, percent };
    });
    const list = make('ul', '');
    list.append(...this.scores.map(({ item }) => item));
    return list;
  }

  /**
   * @param {Line} line
   * @param {number} i
   */
  drawMaps({ layer, columns, canvases, alternative }, i) {
    const m = this.module;
    const gap = layer.w > 1 ? 1 : 0;
    const rows = Math.ceil(layer.maps / columns);
    const width = columns * (layer.w + gap) - gap;
    const height = rows * (layer.h + gap) - gap;
    const at = m._app_draw_layer(i, columns);
    // Copied: the module's memory may grow.
    const pixels = new Uint8ClampedArray(m.HEAPU8.slice(at, at + width * height * 4));
    const image = new ImageData(pixels, width, height);
    canvases.forEach((canvas, c) => {
      canvas.getContext('2d')?.putImageData(image, -c * (layer.w + gap), 0);
    });
    const [strongest, strength] = m.HEAP32.subarray(m._app_layer(i) / 4 + 6);
    const text = fillIn(texts.layersStrongest, {
      map: String(strongest + 1),
      percent: this.percentOf(strength),
    });
    setText(alternative, strongest < 0 ? '' : text);
  }

  showScores() {
    const m = this.module;
    const read = m._app_logits() !== 0;
    const valuesAt = (/** @type {number} */ at) =>
      read ? [...m.HEAP32.subarray(at / 4, at / 4 + this.scores.length)] : [];
    const logits = valuesAt(m._app_logits());
    const probabilities = valuesAt(m._app_probabilities());
    const [least, most] = [Math.min(...logits), Math.max(...logits)];
    this.scores.forEach(({ item, percent }, i) => {
      const share = read ? (logits[i] - least) / (most - least || 1) : 0;
      item.style.setProperty('--share', share.toFixed(3));
      item.className = read && logits[i] === most ? 'best' : '';
      setText(percent, probabilities[i] >= 100 ? this.percentOf(probabilities[i]) : '');
    });
  }
}
