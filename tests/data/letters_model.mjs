// A small model that reads the letters A to E, trained here in seconds as anybody would.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, run } from '../cli/program.mjs';
import { strokesFile, writeLetters } from './letters.mjs';

/** Its file. */
export function trainLetters() {
  const { folder, write } = makeFolder();
  const data = write('letters.jsonl', strokesFile(writeLetters(40)));
  const model = join(folder, 'letters.dpm');
  const network = ['--arch', 'conv3x3x8/2, conv3x3x16/2, conv3x3x24/2, gap, dense'];
  const training = ['--channels', '1', '--lr', '0.02', '--epochs', '4'];
  const { code, stderr } = run([
    'train',
    '--data',
    data,
    ...network,
    ...training,
    '--out',
    model,
  ]);
  if (code !== 0) throw new Error(stderr);
  return readFileSync(model);
}
