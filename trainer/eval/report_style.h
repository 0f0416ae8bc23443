// The report's style sheet: light and dark by what the reader's system prefers, narrow
// and wide screens, and paper.
#pragma once

namespace digitpad {

inline constexpr char kReportStyle[] = R"css(
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --text: #1b1f24; --soft: #59636e; --line: #dde2e8;
  --accent: #1769e0; --accent-soft: #cfe0fb; --bad: #c8323c; --bad-soft: #f7d9db;
  --quiet: #b6c0cc; --second: #b35900; --third: #1a7f4b; --fourth: #8a3ffc;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1216; --card: #181c22; --text: #e8ebef; --soft: #9aa5b1; --line: #2c333c;
    --accent: #6ea8ff; --accent-soft: #1d3354; --bad: #ff7b83; --bad-soft: #4a2227;
    --quiet: #4d5865; --second: #ffb066; --third: #5fd39a; --fourth: #c9a3ff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
}
main { max-width: 1080px; margin: 0 auto; padding: 32px 16px 64px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 4px; letter-spacing: -0.01em; }
h2 { font-size: 19px; margin: 0 0 4px; }
h3 { font-size: 15px; margin: 20px 0 8px; }
p { margin: 0 0 12px; max-width: 70ch; }
.soft, figcaption, th { color: var(--soft); }
section {
  background: var(--card); border: 1px solid var(--line); border-radius: 12px;
  padding: 20px; margin-top: 16px; min-width: 0;
}
.pair { display: grid; gap: 16px; margin-top: 16px; }
.pair > section { margin-top: 0; }
@media (min-width: 800px) { .pair { grid-template-columns: 1fr 1fr; } }
.tiles {
  display: grid; gap: 12px; margin-top: 24px;
  grid-template-columns: repeat(auto-fit, minmax(156px, 1fr));
}
.tile {
  background: var(--card); border: 1px solid var(--line); border-radius: 12px;
  padding: 14px 16px;
}
.tile b { display: block; font-size: 27px; line-height: 1.25; font-weight: 650; }
.tile span { display: block; font-size: 13px; color: var(--soft); }
.wide { overflow-x: auto; margin: 0 -20px; padding: 0 20px; }
table {
  border-collapse: collapse; width: 100%; font-size: 14px;
  font-variant-numeric: tabular-nums;
}
th { font-weight: 500; text-align: right; vertical-align: bottom; }
th, td {
  padding: 5px 8px; border-bottom: 1px solid var(--line); text-align: right;
  white-space: nowrap;
}
th:first-child, td:first-child, .left { text-align: left; }
td.left { white-space: normal; min-width: 220px; }
.ends span:first-child { float: left; }
tr:last-child > * { border-bottom: 0; }
.bar-cell, .ends { width: 26%; min-width: 130px; }
.meter {
  display: block; height: 8px; border-radius: 4px; background: var(--line);
  overflow: hidden;
}
.meter i { display: block; height: 100%; background: var(--accent); }
.matrix td { text-align: center; padding: 6px 4px; }
.matrix th { text-align: center; }
.right-cell { background: var(--accent-soft); }
.wrong-cell { background: var(--bad-soft); color: var(--bad); font-weight: 600; }
.lowest { outline: 2px solid var(--bad); outline-offset: -2px; }
svg { display: block; width: 100%; height: auto; max-width: 520px; }
svg text { font-size: 11px; fill: var(--soft); }
svg .name { fill: var(--text); font-weight: 600; }
.grid { stroke: var(--line); }
.axis { stroke: var(--quiet); }
.bar, .mark { fill: var(--accent); }
.gap { fill: var(--bad); opacity: 0.65; }
.spare { fill: var(--accent-soft); }
.quiet { fill: var(--quiet); }
.ideal { stroke: var(--soft); stroke-dasharray: 4 3; }
.curve { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
.line-0 { --line-color: var(--accent); }
.line-1 { --line-color: var(--second); }
.line-2 { --line-color: var(--third); }
.line-3 { --line-color: var(--fourth); }
.curve[class*="line-"] { stroke: var(--line-color); }
.dot { fill: var(--line-color); }
.legend { list-style: none; margin: 8px 0 0; padding: 0; font-size: 14px; }
.legend i {
  display: inline-block; width: 14px; height: 3px; margin-inline-end: 8px;
  vertical-align: middle; background: var(--line-color);
}
.band { fill: var(--accent-soft); }
.interval { stroke: var(--accent); stroke-width: 2; }
.ink {
  fill: none; stroke: var(--text); stroke-width: 3.5; stroke-linecap: round;
  stroke-linejoin: round;
}
.pictures {
  display: grid; gap: 10px; grid-template-columns: repeat(auto-fill, minmax(104px, 1fr));
}
.pictures figure {
  margin: 0; border: 1px solid var(--line); border-radius: 8px; padding: 6px;
  text-align: center; min-width: 0;
}
.pictures svg, .pictures img {
  width: 72px; height: 72px; margin: 0 auto; display: block; image-rendering: pixelated;
}
.pictures img { border-radius: 4px; }
@media (prefers-color-scheme: light) { .pictures img { filter: invert(1); } }
figcaption { font-size: 12px; line-height: 1.35; overflow-wrap: anywhere; }
figcaption b { color: var(--text); font-size: 13px; }
footer { margin-top: 24px; font-size: 13px; color: var(--soft); }
@media print { section, .tile { break-inside: avoid; } body { background: none; } }
)css";

}  // namespace digitpad
