// Holds the source to the rules of the house (CONTRIBUTING.md), in about 0.1 s.
//   node tools/check-layout.mjs [--root <folder>] [--result <file>]
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { copies } from './layout/copies.mjs';
import { headers, lengths, unfinished } from './layout/files.mjs';
import { includes, libraries } from './layout/includes.mjs';
import { readTree } from './layout/tree.mjs';
import { tables } from './layout/tables.mjs';
import { sentences } from './layout/sentences.mjs';

const rules = { includes, libraries, tables, sentences, lengths, unfinished, headers, copies };

/** Every fault of a tree: {rule, file, line, message, warning?}. */
export function check(root) {
  const tree = readTree(root);
  return Object.entries(rules).flatMap(([rule, find]) => find(tree).map((fault) => ({ rule, ...fault })));
}

function main() {
  const { values } = parseArgs({ options: { root: { type: 'string' }, result: { type: 'string' } } });
  const root = resolve(values.root ?? new URL('..', import.meta.url).pathname);
  const faults = check(root);
  for (const { rule, file, line, message, warning } of faults) {
    console.log(`${file}:${line ?? 1}: ${warning ? 'warning: ' : ''}${message} [${rule}]`);
  }
  const wrong = new Set(faults.filter((fault) => !fault.warning).map((fault) => fault.rule));
  const failed = wrong.size;
  const passed = Object.keys(rules).length - failed;
  console.log(`layout: ${passed} rules kept, ${failed} broken`);
  if (values.result) writeFileSync(values.result, JSON.stringify({ passed, failed }));
  process.exitCode = failed > 0 ? 1 : 0;
}

if (process.argv[1] === import.meta.filename) main();
