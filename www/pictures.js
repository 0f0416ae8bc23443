// Pictures from a file, a drop or the clipboard -> the app. PNG files go there as they are; the
// browser decodes the others.

import { byId, fillIn, setText } from './dom.js';
import { jpegSize } from './jpeg_size.js';
import { texts } from './texts.js';

// No photo is larger; a file is held in memory twice while it is opened.
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const PNG_MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
// Pixels that are fetched from a canvas at once: the page stays alive between.
const STRIP_PIXELS = 1 << 20;

/** Lets the page draw and listen. */
const pause = () => new Promise((resolve) => setTimeout(resolve));

/** @param {number} width @param {number} height */
function makeContext(width, height) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(texts.noCanvas);
  return context;
}

/** Whether this browser gives back what was drawn: some blur it, against tracking. */
function canvasIsFaithful() {
  const size = 16;
  const context = makeContext(size, size);
  const shadeOf = (/** @type {number} */ i) => (i * 37) % 256;
  for (let i = 0; i < size * size; ++i) {
    context.fillStyle = `rgb(${shadeOf(i)}, ${shadeOf(i + 1)}, ${shadeOf(i + 2)})`;
    context.fillRect(i % size, Math.floor(i / size), 1, 1);
  }
  const { data } = context.getImageData(0, 0, size, size);
  return data.every((value, i) => i % 4 === 3 || value === shadeOf((i >> 2) + (i % 4)));
}

export class Pictures {
  /**
   * @param {DigitpadModule} module
   * @param {() => void} changed called after everything that the app may show
   */
  constructor(module, changed) {
    this.module = module;
    this.changed = changed;
    this.notice = byId('notice').appendChild(document.createElement('span'));
    this.chooser = /** @type {HTMLInputElement} */ (byId('file'));
    this.turn = 0; // of the latest picture; an older one that comes later is dropped
    this.chooser.addEventListener('change', () => {
      this.openFirst(this.chooser.files);
      this.chooser.value = ''; // so that the same file can be chosen again
    });
    this.followDrop();
    document.addEventListener('paste', (event) => {
      if (this.openFirst(event.clipboardData?.files)) event.preventDefault();
    });
  }

  choose() {
    this.chooser.click();
  }

  followDrop() {
    const root = document.documentElement;
    const setDropping = (/** @type {boolean} */ dropping) => {
      root.dataset.dropping = String(dropping);
    };
    const holdsFile = (/** @type {DragEvent} */ event) =>
      event.dataTransfer?.types.includes('Files') ?? false;
    document.addEventListener('dragover', (event) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setDropping(true);
    });
    document.addEventListener('dragleave', (event) => {
      if (!event.relatedTarget) setDropping(false);
    });
    document.addEventListener('drop', (event) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setDropping(false);
      this.openFirst(event.dataTransfer?.files);
    });
  }

  /**
   * @param {FileList | null | undefined} files
   * @returns {boolean} whether there is one
   */
  openFirst(files) {
    const file = files?.[0];
    if (file) void this.open(file);
    return file !== undefined;
  }

  /** @param {File} file */
  async open(file) {
    const turn = ++this.turn;
    this.say(texts.opening);
    let problem = '';
    try {
      if (file.size > MAX_FILE_BYTES) throw new Error(texts.fileTooLarge);
      const bytes = new Uint8Array(await file.arrayBuffer());
      const isPng = PNG_MAGIC.every((byte, i) => bytes[i] === byte);
      if (turn !== this.turn) return;
      await (isPng ? this.openPng(bytes) : this.openOther(file, bytes, turn));
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    if (turn !== this.turn) return;
    if (problem) this.say(fillIn(texts.openFailed, { name: file.name, problem }));
    this.changed();
  }

  /** @param {Uint8Array} bytes */
  async openPng(bytes) {
    await pause(); // so that the notice is seen: the app decodes at one go
    const m = this.module;
    const at = m._app_file_buffer(bytes.length);
    m.HEAPU8.set(bytes, at);
    this.check(m._app_open_png());
    this.say('');
  }

  /**
   * @param {File} file
   * @param {Uint8Array} bytes
   * @param {number} turn
   */
  async openOther(file, bytes, turn) {
    const size = jpegSize(bytes);
    if (size) this.checkSize(size);
    let bitmap;
    try {
      bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    } catch {
      throw new Error(texts.notAPicture);
    }
    try {
      this.checkSize(bitmap);
      const pixels = await this.fetchGray(bitmap, turn);
      if (!pixels) return;
      const m = this.module;
      // The buffer first: memory that grows has another view.
      const at = m._app_picture_buffer(bitmap.width, bitmap.height);
      m.HEAPU8.set(pixels, at);
      this.check(m._app_open_picture());
      this.say(canvasIsFaithful() ? '' : texts.blurred);
    } finally {
      bitmap.close();
    }
  }

  /**
   * The picture's grey over white, by the weights of ITU-R BT.601; null where a later picture
   * has overtaken this one.
   * @param {ImageBitmap} bitmap
   * @param {number} turn
   */
  async fetchGray(bitmap, turn) {
    const { width, height } = bitmap;
    const rows = Math.max(1, Math.min(height, Math.floor(STRIP_PIXELS / width)));
    const context = makeContext(width, rows);
    const gray = new Uint8Array(width * height);
    for (let y = 0; y < height; y += rows) {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, width, rows);
      context.drawImage(bitmap, 0, -y);
      const { data } = context.getImageData(0, 0, width, Math.min(rows, height - y));
      for (let i = 0, to = y * width; i < data.length; i += 4, ++to) {
        gray[to] = (77 * data[i] + 150 * data[i + 1] + 29 * data[i + 2] + 128) >> 8;
      }
      await pause();
      if (turn !== this.turn) return null;
    }
    return gray;
  }

  /** @param {{ width: number, height: number }} size */
  checkSize({ width, height }) {
    this.check(this.module._app_check_picture_size(width, height));
  }

  /** @param {number} problem of an export: a text, empty where all is well */
  check(problem) {
    const text = this.module.UTF8ToString(problem);
    if (text) throw new Error(text);
  }

  /** @param {string} text empty for none */
  say(text) {
    setText(this.notice, text);
  }

  /** @param {string} text that goes where it still stands */
  unsay(text) {
    if (this.notice.textContent === text) this.say('');
  }
}
