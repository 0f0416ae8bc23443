// The ways of files into the page and out of it.
import { readFileSync } from 'node:fs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * The file that the menu's item for a format saves.
 * @param {Page} page
 * @param {string} format
 */
export async function saveAs(page, format) {
  const downloading = page.waitForEvent('download');
  await page.locator('#menu').click();
  await page.locator(`#menu-panel [data-format="${format}"]`).click();
  const download = await downloading;
  return {
    name: download.suggestedFilename(),
    bytes: readFileSync(await download.path()),
  };
}

/**
 * @param {Page} page
 * @param {string} name
 * @param {Buffer | string} content
 */
export const chooseFile = (page, name, content) =>
  page
    .locator('#file')
    .setInputFiles({ name, mimeType: '', buffer: Buffer.from(content) });

/**
 * Drops files on the page or pastes them.
 * @param {Page} page
 * @param {'drop' | 'paste'} way
 * @param {{ name: string, content: Buffer | string }[]} files
 */
export const bring = (page, way, files) =>
  page.evaluate(
    ({ way, files }) => {
      const data = new DataTransfer();
      for (const { name, bytes } of files) {
        data.items.add(new File([Uint8Array.from(bytes)], name));
      }
      const init = { bubbles: true, cancelable: true };
      if (way === 'drop') {
        for (const type of ['dragover', 'drop']) {
          document.body.dispatchEvent(
            new DragEvent(type, { ...init, dataTransfer: data }),
          );
        }
      } else {
        document.body.dispatchEvent(
          new ClipboardEvent('paste', { ...init, clipboardData: data }),
        );
      }
    },
    {
      way,
      files: files.map(({ name, content }) => ({
        name,
        bytes: [...Buffer.from(content)],
      })),
    },
  );

/**
 * Pastes text; whether the page took it up.
 * @param {Page} page
 * @param {string} text
 */
export const pasteText = (page, text) =>
  page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const init = { bubbles: true, cancelable: true, clipboardData: data };
    return !document.body.dispatchEvent(new ClipboardEvent('paste', init));
  }, text);

/** The notice, once it holds `part`. */
export async function noticeWith(/** @type {Page} */ page, /** @type {string} */ part) {
  const notice = page.locator('#notice', { hasText: part });
  await notice.waitFor({ timeout: 5000 });
  return (await notice.textContent()) ?? '';
}

/** Without the files that the page itself gives out. */
export const unexpected = (/** @type {string[]} */ log) =>
  log.filter((line) => !line.startsWith('request blob:'));
