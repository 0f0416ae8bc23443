// The one entrance for files: from the chooser, a drop or the clipboard, told apart by what is
// in them. A file that cannot be opened leaves all as it was.

import { byId, fillIn, setText } from './dom.js';
import { openDrawings } from './drawings.js';
import { FileProblem } from './file_problem.js';
import { isEmbedded } from './embedding.js';
import { gunzipIfNeeded, MAX_FILE_BYTES } from './gunzip.js';
import { closePanels, isPanelOpen } from './panel.js';
import { isOutOfMemory } from './module_calls.js';
import { openOtherPicture, openPng } from './pictures.js';
import { takesText } from './shortcuts.js';
import { looksLikeStrokes, parseStrokesFile } from './strokes_file.js';
import { texts } from './texts.js';

const PNG_MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const MODEL_MAGIC = [0x89, 0x44, 0x50, 0x4d]; // weights/FORMAT.md

/** Lets the page draw and listen. */
const pause = () => new Promise((resolve) => setTimeout(resolve));

/** @param {Uint8Array} bytes @param {number[]} magic */
const startsWith = (bytes, magic) => magic.every((byte, i) => bytes[i] === byte);

/**
 * @typedef {object} FilesPage
 * @property {() => void} changed called after everything that the app may show
 * @property {(text: string) => boolean} type text that was pasted; false where it is no number
 * @property {(bytes: Uint8Array<ArrayBuffer>, name: string) => void} useModel throws for a bad
 *   one
 */

export class Files {
  /**
   * @param {DigitpadModule} module
   * @param {FilesPage} page
   */
  constructor(module, page) {
    this.module = module;
    this.page = page;
    this.notice = byId('notice').appendChild(document.createElement('span'));
    this.notice.dir = 'auto';
    this.chooser = /** @type {HTMLInputElement} */ (byId('file'));
    this.turn = 0; // of the latest file; an older one that comes later is dropped
    this.name = ''; // of that file
    this.chooser.addEventListener('change', () => {
      this.openFirst(this.chooser.files);
      this.chooser.value = ''; // so that the same file can be chosen again
    });
    this.followDrop();
    document.addEventListener('paste', (event) => this.paste(event));
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
      // A frame takes no files, and must not give way to one.
      if (isEmbedded && event.dataTransfer) event.dataTransfer.dropEffect = 'none';
      else setDropping(true);
    });
    document.addEventListener('dragleave', (event) => {
      if (!event.relatedTarget) setDropping(false);
    });
    document.addEventListener('drop', (event) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setDropping(false);
      if (!isEmbedded) this.openFirst(event.dataTransfer?.files);
    });
  }

  /** @param {ClipboardEvent} event */
  paste(event) {
    const files = isEmbedded ? null : event.clipboardData?.files;
    if (this.openFirst(files)) return event.preventDefault();
    if (takesText(event.target) || isPanelOpen()) return;
    const text = event.clipboardData?.getData('text/plain').trim() ?? '';
    if (!isEmbedded && text.startsWith('{')) {
      void this.open(new File([text], texts.clipboard), 1);
    } else if (!text || !this.page.type(text)) {
      return;
    }
    event.preventDefault();
  }

  /**
   * @param {FileList | null | undefined} files
   * @returns {boolean} whether there is one
   */
  openFirst(files) {
    if (!files?.length) return false;
    void this.open(files[0], files.length);
    return true;
  }

  /**
   * @param {File} file
   * @param {number} count how many files came with it
   */
  async open(file, count) {
    const turn = ++this.turn;
    const isLatest = () => turn === this.turn;
    closePanels(); // the notice is under them
    this.say(texts.opening);
    this.name = file.name;
    let notice = '';
    try {
      const said = [await this.openBytes(file, isLatest)];
      if (count > 1) said.push(fillIn(texts.firstOfFiles, { count }));
      notice = said.filter(Boolean).join(' ');
    } catch (error) {
      notice = this.refusalFor(error);
    }
    if (!isLatest()) return;
    this.say(notice);
    this.page.changed();
  }

  /** What is said of the latest file where it cannot be opened. @param {unknown} error */
  refusalFor(error) {
    return fillIn(texts.openFailed, { name: this.name, problem: problemText(error) });
  }

  /**
   * @param {File} file
   * @param {() => boolean} isLatest
   * @returns {Promise<string>} what there is to say of it
   */
  async openBytes(file, isLatest) {
    if (file.size > MAX_FILE_BYTES) throw new FileProblem('fileTooLarge');
    const packed = new Uint8Array(await file.arrayBuffer());
    const bytes = await gunzipIfNeeded(packed);
    await pause(); // so that the notice is seen: the module works at one go
    if (!isLatest()) return '';
    if (bytes.length === 0) throw new FileProblem('fileEmpty');
    if (startsWith(bytes, PNG_MAGIC)) return openPng(this.module, bytes);
    if (startsWith(bytes, MODEL_MAGIC)) {
      this.page.useModel(bytes, file.name);
      return '';
    }
    if (looksLikeStrokes(bytes)) return this.openStrokes(bytes);
    return openOtherPicture(this.module, bytes, isLatest);
  }

  /** @param {Uint8Array} bytes */
  openStrokes(bytes) {
    const drawings = parseStrokesFile(bytes);
    const place = openDrawings(this.module, drawings) + 1;
    const count = drawings.length;
    return count > 1 ? fillIn(texts.drawingOf, { place, count }) : '';
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

/** @param {unknown} error */
function problemText(error) {
  if (isOutOfMemory(error)) return texts.noMemory;
  if (error instanceof FileProblem) {
    const table = /** @type {Record<string, string>} */ (texts);
    return fillIn(table[error.key], error.values);
  }
  return error instanceof Error ? error.message : String(error);
}
