// Medians, spreads and tables.

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const digits = (value) => (value >= 100 ? 0 : value >= 10 ? 1 : 2);

export function number(value) {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits(Math.abs(value)) });
}

/** "12,300 (11,900–12,800)": the median, and the smallest and largest of the repeats. */
export function spread(values) {
  if (values.length === 1) return number(values[0]);
  return `${number(median(values))} (${number(Math.min(...values))}–${number(Math.max(...values))})`;
}

/** A Markdown table. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'));
}

export const REPEATS = Number(process.env.THON_BENCH_REPEATS ?? 3);
