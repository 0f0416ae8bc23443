// Tables and the chart of the benchmarks.

/**
 * A Markdown table whose columns line up as text as well.
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function table(head, rows) {
  const widths = head.map((_, i) =>
    Math.max(3, ...[head, ...rows].map((row) => row[i].length)),
  );
  const line = (/** @type {string[]} */ row) =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = widths.map((width, i) =>
    i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)];
}

const escape = (/** @type {string} */ text) =>
  text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c);

/**
 * Bars in groups, on a logarithmic scale: an SVG.
 * @param {string} title
 * @param {string[]} groups
 * @param {{name: string, values: number[]}[]} series
 */
export function chart(title, groups, series) {
  const bar = 15;
  const left = 250;
  const width = 560;
  const all = series.flatMap(({ values }) => values).filter((v) => v > 0);
  const least = 10 ** Math.floor(Math.log10(Math.min(...all)));
  const most = 10 ** Math.ceil(Math.log10(Math.max(...all)));
  const x = (/** @type {number} */ v) =>
    left + (Math.log(v / least) / Math.log(most / least)) * width;
  const parts = /** @type {string[]} */ ([]);
  let y = 40;
  groups.forEach((group, g) => {
    const bars = series
      .map(({ name, values }) => ({ name, value: values[g] }))
      .filter(({ value }) => value > 0)
      .sort((a, b) => a.value - b.value);
    y += 26;
    parts.push(`<text x="8" y="${y}" font-weight="bold">${escape(group)}</text>`);
    y += 6;
    for (const { name, value } of bars) {
      const ours = !/int8|f32/.test(name);
      parts.push(
        `<text x="${left - 8}" y="${y + bar - 3}" text-anchor="end">${escape(name)}</text>`,
        `<rect x="${left}" y="${y + 1}" width="${(x(value) - left).toFixed(1)}" ` +
          `height="${bar - 3}" fill="${ours ? '#1a6fb0' : '#b9bec6'}"/>`,
        `<text x="${(x(value) + 5).toFixed(1)}" y="${y + bar - 3}">${value.toPrecision(3)}</text>`,
      );
      y += bar;
    }
  });
  const ticks = /** @type {string[]} */ ([]);
  for (let tick = least; tick <= most * 1.001; tick *= 10) {
    ticks.push(
      `<line x1="${x(tick)}" x2="${x(tick)}" y1="46" y2="${y + 4}" stroke="#ddd"/>`,
      `<text x="${x(tick)}" y="42" text-anchor="middle" fill="#666">${Number(tick.toPrecision(1))}</text>`,
    );
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + width + 70} ${y + 16}" ` +
    `font-family="system-ui, sans-serif" font-size="12">` +
    `<rect width="100%" height="100%" fill="white"/>` +
    `<text x="8" y="22" font-size="15" font-weight="bold">${escape(title)}</text>` +
    `${ticks.join('')}${parts.join('')}</svg>\n`
  );
}
