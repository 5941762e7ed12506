// Makes a capability from tools/new-capability/ and enters it into the program's lists.
//   node tools/new-capability.mjs <plural> [<singular>]      ./dev new notes note
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const TEMPLATE = join(import.meta.dirname, 'new-capability');

/** Where the lists are, and how a line is put into each: what stands before it, and the line. */
const ENTRIES = [
  [
    'src/app/services.hpp',
    /#include "[a-z]+\/service\.hpp"\n(?!#include "[a-z]+\/service\.hpp")/,
    '#include "samples/service.hpp"\n',
  ],
  ['src/app/services.hpp', /  reach::Service reach;\n/, '  samples::Service samples;\n'],
  ['src/app/capabilities.cpp', /      reach\([^;{]*\)(?= \{)/, ',\n      samples(authority)'],
  [
    'src/app/capabilities.cpp',
    /      reach::capability\(.*\),\n/,
    '      samples::capability(services.samples),\n',
  ],
  ['src/platform/web/api-types.ts', /  \| 'audit\.view'(?=;)/, "\n  | 'samples.view'\n  | 'samples.edit'"],
  [
    'src/platform/web/text-keys.ts',
    /import type reach from '.*';\n/,
    "import type samples from '../../samples/text/vi.json';\n",
  ],
  ['src/platform/web/text-keys.ts', /keyof typeof reach\b/, '\n  | keyof typeof samples'],
  [
    'src/platform/web/work-pages.ts',
    /(?=\];\n)/,
    `  // samples
  work('/samples', 'samples.view', {
    title: 'samples.title',
    load: () => import('../../samples/web/work/Samples.svelte'),
    nav: { icon: 'list-checks', order: 50 },
  }),
`,
  ],
];

const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** A text or name of the template with its words in place of "samples" and "sample". */
export function renamed(text, plural, singular) {
  const words = { samples: plural, Samples: capital(plural), sample: singular, Sample: capital(singular) };
  return text.replace(/[Ss]amples|[Ss]ample/g, (word) => words[word]);
}

function copyTemplate(root, plural, singular) {
  for (const entry of readdirSync(TEMPLATE, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(root, 'src', plural, renamed(from.slice(TEMPLATE.length + 1), plural, singular));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, renamed(readFileSync(from, 'utf8'), plural, singular));
  }
}

function enter(root, plural, singular) {
  for (const [name, place, line] of ENTRIES) {
    const file = join(root, name);
    const text = readFileSync(file, 'utf8');
    const found = text.match(place);
    if (!found) throw new Error(`${name}: the place for "${line.trim()}" is not found; enter it by hand`);
    const at = found.index + found[0].length;
    writeFileSync(file, text.slice(0, at) + renamed(line, plural, singular) + text.slice(at));
  }
}

/** Makes src/<plural>/ in the tree at `root`. */
export function newCapability(root, plural, singular = plural.replace(/s$/, '')) {
  for (const word of [plural, singular]) {
    if (!/^[a-z]{3,30}$/.test(word ?? ''))
      throw new Error('a name is one English word of small letters, such as notes');
  }
  if (plural === singular) throw new Error(`say the singular too: ./dev new ${plural} <one of them>`);
  if (existsSync(join(root, 'src', plural))) throw new Error(`src/${plural} exists already`);
  copyTemplate(root, plural, singular);
  enter(root, plural, singular);
}

function main([plural, singular]) {
  try {
    newCapability(join(import.meta.dirname, '..'), plural ?? '', singular);
  } catch (error) {
    console.error(`new: ${error.message}`);
    return 1;
  }
  console.log(
    `src/${plural} is made. Next: ./dev test check web rules api, then CONTRIBUTING.md from step 2 on.`,
  );
  return 0;
}

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2));
