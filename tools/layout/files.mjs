// Short files, nothing unfinished, public headers that say what they promise.
import { isTest } from './tree.mjs';

const LONG = 300;
const TOO_LONG = 450;

export function lengths(tree) {
  return tree.files
    .filter((file) => file.kind !== '.json' && file.lines.length - 1 > LONG)
    .map((file) => ({
      file: file.name,
      line: file.lines.length,
      message: `${file.lines.length - 1} lines; split it by noun (aim ${LONG}, limit ${TOO_LONG})`,
      warning: file.lines.length - 1 <= TOO_LONG,
    }));
}

// Written so that this file does not hold the words itself.
const UNFINISHED = new RegExp(`\\b(${'TO_DO|FIX_ME|XX_X|HA_CK'.replaceAll('_', '')})\\b`);

export function unfinished(tree) {
  return tree.files.flatMap((file) =>
    file.lines.flatMap((line, index) => {
      const word = line.match(UNFINISHED)?.[1];
      return word
        ? [{ file: file.name, line: index + 1, message: `${word}: finish it, or write an issue` }]
        : [];
    }),
  );
}

const PUBLIC = /^src\/(base\/\w+|platform\/(\w+\/)?\w+|\w+\/(model|service|events|authority))\.hpp$/;

export function headers(tree) {
  return tree.files
    .filter((file) => PUBLIC.test(file.name) && !isTest(file) && !/^\s*\/\/[/ ]/m.test(file.text))
    .map((file) => ({ file: file.name, message: 'a public header without a comment on what it promises' }));
}
