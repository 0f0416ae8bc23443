// digitpad/element: <digit-pad>, a form field for a number that is written by hand, or typed.

import type { Result, Strokes } from './index.js';

/**
 * Attributes: `value name required disabled readonly min max maxlength mode min-confidence
 * placeholder lang`. Events: `input`, `change`, `recognize`; `error` where writing by hand cannot
 * work. What a script changes is silent.
 *
 * Parts: `pad head input candidate surface boxes box ink hint foot message tools button undo redo
 * clear`. States: `empty reading partial accepted unsure rejected typed`, and `ready drawing
 * unavailable`.
 * Custom properties, each with `--digit-pad-` in front: `paper ink text muted frame line dots
 * accent problem hover pressed disabled radius height`.
 */
export class DigitPad extends HTMLElement {
  static readonly formAssociated: true;

  /** The number, with a point if it has decimals; empty where there is none, or none for sure. */
  value: string;
  defaultValue: string;
  name: string;
  required: boolean;
  disabled: boolean;
  readOnly: boolean;
  /** Bounds of the number; one with a minus or a point allows these in it. */
  min: string;
  max: string;
  /** The most digits; -1: as many as there are. In mode `boxes` how many boxes there are. */
  maxLength: number;
  /**
   * `number`; `single`: all ink is one symbol; or `boxes`: a digit in each of `maxLength` boxes, up
   * to 20. Where that is not set there are as many as `max` has digits, and 4 without a `max`.
   */
  mode: 'number' | 'single' | 'boxes';
  /** From which confidence on, 0 to 1, a reading stands; undefined: as the model says. */
  minConfidence: number | 'strict' | undefined;
  placeholder: string;

  readonly type: 'digit-pad';
  readonly form: HTMLFormElement | null;
  readonly labels: NodeList;
  readonly validity: ValidityState;
  readonly validationMessage: string;
  readonly willValidate: boolean;
  checkValidity(): boolean;
  reportValidity(): boolean;
  setCustomValidity(message: string): void;

  /**
   * The ink: x, y, milliseconds since its first point, and a pen's pressure; x and y in CSS pixels
   * of the surface as it was when it was first written on. In mode `boxes` they are in units of the
   * boxes, of which each is 100 wide and 130 high, so that the ink fits those of any other pad.
   */
  get strokes(): number[][][];
  set strokes(strokes: Strokes);
  /**
   * The model file that reads, as `digitpad train` writes it; null: the one that comes with the
   * package. What it reads, letters for one, can be typed as well. One that will not do sends
   * `error`.
   */
  get model(): Uint8Array<ArrayBuffer> | null;
  set model(model: ArrayBuffer | ArrayBufferView | null);
  /** Mode `boxes`: x, y, width and height of each, in the units of `strokes`. */
  readonly cells: number[][];
  /** What the ink was read as. */
  readonly result: Result;
  /**
   * Resolves when what is written will be read; rejects where that cannot be. It reads, and has a
   * size, only in a document: strokes that were set before are read there.
   */
  readonly ready: Promise<DigitPad>;

  /** Empties the field; `undo` brings back the ink. */
  clear(): void;
  undo(): void;
  redo(): void;
  /** The ink as it is seen, black on white. */
  toSVG(): string;
  /**
   * The same as a PNG; `scale`: its pixels in a CSS pixel, 2 unless said. A RangeError for more
   * than 50 megapixels, or 16,384 on a side.
   */
  toBlob(options?: { scale?: number }): Promise<Blob>;

  addEventListener<K extends keyof DigitPadEventMap>(
    type: K,
    listener: (this: DigitPad, event: DigitPadEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof DigitPadEventMap>(
    type: K,
    listener: (this: DigitPad, event: DigitPadEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

export interface DigitPadEventMap extends HTMLElementEventMap {
  /** The ink was read, the pen being up. */
  recognize: CustomEvent<Result>;
  error: ErrorEvent;
}

declare global {
  interface HTMLElementTagNameMap {
    'digit-pad': DigitPad;
  }
}
