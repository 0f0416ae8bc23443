// Colors -> grey levels, to the very values that the PNG reader gives (core/formats/png_reader.cc).

// ITU-R BT.601's luma in 256ths.
const [RED, GREEN, BLUE] = [77, 150, 29];

/**
 * Over white.
 * @param {Uint8Array} rgba four bytes a pixel
 */
export function grayOf(rgba) {
  const gray = new Uint8Array(rgba.length / 4);
  for (let i = 0, from = 0; i < gray.length; ++i, from += 4) {
    const luma =
      (RED * rgba[from] + GREEN * rgba[from + 1] + BLUE * rgba[from + 2] + 128) >> 8;
    const alpha = rgba[from + 3];
    gray[i] = (luma * alpha + 255 * (255 - alpha) + 127) / 255;
  }
  return gray;
}
