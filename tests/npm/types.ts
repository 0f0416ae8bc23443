// Uses the package's types as TypeScript projects do; each line marked so must not compile.
import { Recognizer } from 'digitpad';
import { Recognizer as Separate } from 'digitpad/separate';
import type { Image, ReadOptions, Result, Strokes } from 'digitpad';

const strokes: Strokes = [
  [
    [0, 0],
    [0, 9, 16, 0.5],
  ],
];
const options: ReadOptions = {
  mode: 'boxes',
  cells: [[0, 0, 9, 9]],
  rules: { max: 99, length: '1-2' },
};

export async function use(image: ImageData, file: ArrayBuffer): Promise<string> {
  const recognizer = await Recognizer.load({ model: file, minConfidence: 'strict' });
  const { text, digits }: Result = recognizer.read(strokes, options);
  const gray: Image = { data: new Uint8Array(4), width: 2, height: 2 };
  const results: Result[] = [
    ...recognizer.readMany([strokes, strokes]),
    recognizer.readImage(image),
    ...recognizer.readNumbers(gray, { mode: 'single' }),
  ];
  const [label, confidence]: [string, number] = digits[0].alternatives[0];
  const kernel: 'wasm_relaxed' | 'wasm_simd128' | 'portable' = recognizer.kernel;
  const name: string = recognizer.model;
  recognizer.dispose();
  (await Separate.load()).read(strokes);

  // @ts-expect-error: only `load` makes one
  new Recognizer();
  // @ts-expect-error: no strokes
  recognizer.read('7');
  // @ts-expect-error: no mode
  recognizer.read(strokes, { mode: 'word' });
  // @ts-expect-error: no kernel of a browser's
  await Recognizer.load({ kernel: 'avx2' });
  // @ts-expect-error: no image
  recognizer.readImage(strokes);
  // @ts-expect-error: read only
  recognizer.kernel = 'portable';
  return [text, label, kernel, name, confidence, results.length].join();
}
