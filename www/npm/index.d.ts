// digitpad: reads handwritten digits, offline.

/** Points `[x, y]` of strokes, pen down to pen up, y down; further numbers are ignored. */
export type Strokes = readonly (readonly (readonly number[])[])[];

/** One digit, or one sign, of a Result. */
export interface Digit {
  /** The best guess; empty for an empty box. */
  label: string;
  /** From 0 to 1, in steps of 0.0001. */
  confidence: number;
  /** x, y, width and height, in the units of the ink or in pixels of the image. */
  box: [number, number, number, number];
  /** Which strokes it is made of; none in images. */
  strokes: number[];
  /** Labels and their confidences, the best one first. */
  alternatives: [string, number][];
}

/** What a drawing was read as. */
export interface Result {
  /** The best guess, also where it is not accepted; empty where there is no ink. */
  text: string;
  /** Whether to go by the text; else ask again. */
  accepted: boolean;
  /** From 0 to 1, in steps of 0.0001. */
  confidence: number;
  digits: Digit[];
}

/** What is known of the number, as the options of `digitpad read` of these names. */
export interface Rules {
  min?: number | string;
  max?: number | string;
  /** How many digits: 4, or '2-4'. */
  length?: number | string;
  /** The last digit checks the others. */
  check?: 'luhn';
  /** An answer that is likely, and how likely it is, from 0 to 1: 0.9 unless said. */
  expected?: number | string;
  prior?: number;
  /** It may have a minus, and a point or comma; strokes only. */
  decimal?: boolean;
}

export interface ReadOptions {
  /**
   * `number` (the default): digits from left to right, as many as there are; `single`: all ink is
   * one symbol; `boxes`: one symbol in each of `cells`.
   */
  mode?: 'number' | 'single' | 'boxes';
  /** Not of a single symbol. */
  rules?: Rules;
  /**
   * With `boxes` alone: x, y, width and height of up to 20 boxes, in reading order. As ink, they
   * lie within a million of the origin.
   */
  cells?: readonly (readonly number[])[];
}

export type Kernel = 'wasm_relaxed' | 'wasm_simd128' | 'portable';

export interface LoadOptions {
  /** Left out: the fastest that computes rightly here. */
  kernel?: Kernel | '';
  /** The bytes of a model file; left out: the one that comes with the package. */
  model?: ArrayBuffer | ArrayBufferView;
  /** From which confidence on a reading is accepted; left out: the model's own. */
  minConfidence?: number | 'strict';
}

/** An ImageData, or anything like it; `data` may also be grey levels, one byte a pixel. */
export interface Image {
  readonly data: Uint8Array | Uint8ClampedArray | ArrayBuffer;
  readonly width: number;
  readonly height: number;
}

export class Recognizer {
  private constructor();

  /** Rejects where WebAssembly, the kernel or the model will not do, and says why. */
  static load(options?: LoadOptions): Promise<Recognizer>;

  /** The kernel that runs. */
  readonly kernel: Kernel;
  /** The model's name: the first 12 hex digits of its file's SHA-256; empty where the platform
   * cannot tell (a model of your own, in a page that came over http, or in Node 18). */
  readonly model: string;

  /** Throws for strokes and options that will not do, and says which; nothing is changed then. */
  read(strokes: Strokes, options?: ReadOptions): Result;
  readMany(drawings: readonly Strokes[], options?: ReadOptions): Result[];

  /**
   * The number on an image; several are joined by line ends. Grey levels of 28x28 pixels are one
   * symbol, white on black, as the images of MNIST; all else may be a photo or a scan.
   */
  readImage(image: Image, options?: ReadOptions): Result;
  /** Every number on an image, from the top and from the left. */
  readNumbers(image: Image, options?: ReadOptions): Result[];

  /** Gives back the memory; every reading after it throws. */
  dispose(): void;
}

/**
 * For `digitpad/element` alone, which draws and reads in the same module. Not for users: any version
 * may be without it.
 * @internal
 */
export function sharedCore(kernel?: Kernel | ''): Promise<unknown>;
