// No run of six or more identical lines stands twice. Includes, imports, blank lines, comments and lines without a
// word (closing braces) do not count and do not break a run.
const RUN = 6;
const COUNTED = new Set(['.cpp', '.hpp', '.ts', '.mjs', '.svelte', '.css', '.sql', '.sh']);
const IGNORED = /^(#include|#pragma|import |export \* |\/\/|\/?\*|namespace |using )/;
const SQL_COMMENT = /^--/;

function countedLines(file) {
  const counted = [];
  for (const [index, line] of file.lines.entries()) {
    const text = line.trim().replace(/\s+/g, ' ');
    const isComment = IGNORED.test(text) || (file.kind === '.sql' && SQL_COMMENT.test(text));
    if (/\w/.test(text) && !isComment) counted.push({ text, line: index + 1 });
  }
  return counted;
}

/** How many lines are the same from a place in one file and a place in another on. */
function common(a, i, b, j) {
  let length = 0;
  while (i + length < a.length && j + length < b.length && a[i + length].text === b[j + length].text) {
    if (a === b && i + length >= j) break;
    length++;
  }
  return length;
}

export function copies(tree) {
  const faults = [];
  const seen = new Map();
  for (const file of tree.files) {
    if (!COUNTED.has(file.kind)) continue;
    const lines = countedLines(file);
    let from = 0;
    for (let at = 0; at + RUN <= lines.length; at++) {
      const window = lines
        .slice(at, at + RUN)
        .map((line) => line.text)
        .join('\n');
      const first = seen.get(window);
      if (!first) {
        seen.set(window, { file, lines, at });
        continue;
      }
      if (at < from) continue;
      const length = common(first.lines, first.at, lines, at);
      if (length < RUN) continue;
      const where = `${first.file.name}:${first.lines[first.at].line}`;
      faults.push({ file: file.name, line: lines[at].line, message: `${length} lines as at ${where}` });
      from = at + length;
    }
  }
  return faults;
}
