/** Takes durations; returns the one below which a share of them lie (0.5: the median). */
export function quantile(durations, share) {
  const sorted = [...durations].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Takes a number of milliseconds; returns it short. */
export const short = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));

/** Takes column headings and rows of cells; returns a table of Markdown, its columns as wide as their widest cell. */
export function table(headings, rows) {
  const widths = headings.map((heading, column) =>
    Math.max(3, ...[heading, ...rows.map((cells) => cells[column])].map((cell) => String(cell).length)),
  );
  const line = (cells) => `| ${cells.map((cell, column) => String(cell).padEnd(widths[column])).join(' | ')} |`;
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
