// The panel about the model that reads: what it is and how it was judged, by its own card; and
// another model in its place, until the page is left.

import { listOf } from './card_list.js';
import { byId, fillIn, setText } from './dom.js';
import { modelName } from './model_name.js';
import { check, handOver } from './module_calls.js';
import { openPanel, Panel } from './panel.js';
import { texts } from './texts.js';

export class ModelCard {
  /**
   * @param {DigitpadModule} module
   * @param {() => void} choose asks for a file
   * @param {() => void} changed called after another model has come
   */
  constructor(module, choose, changed) {
    this.module = module;
    this.changed = changed;
    this.panel = new Panel('network-panel');
    this.back = byId('network-back');
    byId('network').addEventListener('click', () => this.show());
    byId('network-open').addEventListener('click', () => {
      this.panel.close(); // so that what is wrong with the file is seen
      choose();
    });
    this.back.addEventListener('click', () => {
      if (this.fileName !== '') this.use(this.builtIn(), '');
    });
    this.fileName = ''; // empty: built in
    this.size = 0;
    this.turn = 0;
    /** The name of the one that is built in. */
    this.named = this.tell(this.builtIn(), '');
  }

  builtIn() {
    const m = this.module;
    const at = m._app_built_in_model();
    return m.HEAPU8.slice(at, at + m._app_built_in_model_size());
  }

  /**
   * Reads with this model from now on; throws for a bad one.
   * @param {Uint8Array<ArrayBuffer>} bytes
   * @param {string} fileName
   */
  use(bytes, fileName) {
    handOver(this.module, bytes);
    check(this.module, this.module._app_open_model());
    this.tell(bytes, fileName);
    this.changed();
    this.show();
    openPanel('network-panel');
  }

  /**
   * @param {Uint8Array<ArrayBuffer>} bytes
   * @param {string} fileName
   * @returns the model's name
   */
  tell(bytes, fileName) {
    const turn = ++this.turn;
    this.fileName = fileName;
    this.size = bytes.length;
    delete document.documentElement.dataset.model;
    const named = modelName(bytes);
    void named.then((name) => {
      if (turn !== this.turn) return;
      document.documentElement.dataset.model = name;
      if (this.panel.dialog.open) this.show();
    });
    return named;
  }

  /** Fills the panel in, in the language of the reader. */
  show() {
    const m = this.module;
    const language = `${document.documentElement.lang}-u-nu-latn`;
    const number = new Intl.NumberFormat(language);
    const labels = Array.from({ length: m._app_model_class_count() }, (_, i) =>
      m.UTF8ToString(m._app_model_label(i)),
    );
    const kilobytes = Math.max(1, Math.round(this.size / 1000));
    const facts = {
      networkName: document.documentElement.dataset.model || '–',
      networkSource: this.fileName || texts.networkBuiltIn,
      networkReads: labels.map((label) => label || texts.networkNone).join(' '),
      networkParameters: number.format(m._app_model_parameters()),
      networkSize: fillIn(texts.networkKilobytes, { size: number.format(kilobytes) }),
    };
    byId('network-facts').replaceChildren(
      ...Object.entries(facts).flatMap(([key, value]) => {
        const title = document.createElement('dt');
        const content = document.createElement('dd');
        title.textContent = /** @type {Record<string, string>} */ (texts)[key];
        content.textContent = value;
        return [title, content];
      }),
    );
    setText(byId('network-lasts'), this.fileName ? texts.networkLasts : '');
    this.back.ariaDisabled = String(this.fileName === '');
    byId('network-card').replaceChildren(...this.sections(language));
  }

  /**
   * The card's parts that tell most, or all of one that has none of these.
   * @param {string} language
   */
  sections(language) {
    const text = this.module.UTF8ToString(this.module._app_model_card());
    let card;
    try {
      card = JSON.parse(text);
    } catch {
      card = text;
    }
    const parts = [
      [texts.networkRecipe, card?.recipe],
      [texts.networkFigures, card?.evaluation?.figures ?? card?.validation],
      [texts.networkLimits, card?.evaluation?.limits],
    ].filter(([, part]) => part !== undefined);
    if (parts.length === 0) parts.push([texts.networkCard, card]);
    return parts.map(([title, part]) => {
      const details = document.createElement('details');
      const summary = document.createElement('summary');
      summary.textContent = title;
      details.append(summary, listOf(part, language));
      return details;
    });
  }
}
