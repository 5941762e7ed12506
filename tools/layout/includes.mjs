// Who may include whom: lower levels only, public headers only, and heavy libraries only where they belong.
import { isTest, levelOf } from './tree.mjs';

const PUBLIC = new Set(['model.hpp', 'service.hpp', 'events.hpp', 'authority.hpp']);
const BELOW_CAPABILITIES = new Set(['base', 'platform', 'audit']);

const cpp = (tree) =>
  tree.files.filter((file) => file.folder && (file.kind === '.cpp' || file.kind === '.hpp'));

function* quoted(file) {
  for (const [index, line] of file.lines.entries()) {
    const found = line.match(/^\s*#include\s*(["<])([^">]+)[">]/);
    if (found) yield { path: found[2], own: found[1] === '"', line: index + 1 };
  }
}

/** Capabilities' folders and their order; a capability shows only its public headers to others, and none to siblings. */
export function includes(tree) {
  const faults = [];
  for (const file of cpp(tree)) {
    for (const { path, own, line } of quoted(file)) {
      const [target, ...rest] = path.split('/');
      if (!own || !tree.folders.includes(target) || target === file.folder) continue;
      const say = (message) => faults.push({ file: file.name, line, message });
      const theirs = levelOf(target);
      const ours = levelOf(file.folder);
      if (!isTest(file) && theirs > ours)
        say(`${file.folder} (level ${ours}) includes ${path} (level ${theirs})`);
      if (theirs === ours) say(`${file.folder} and ${target} are of one level and never include each other`);
      // A test that calls past the router holds the whole program.
      if (isTest(file) && path === 'app/program.hpp') continue;
      if (!BELOW_CAPABILITIES.has(target) && !(rest.length === 1 && PUBLIC.has(rest[0]))) {
        say(`${path} is private to ${target}; others see ${[...PUBLIC].join(', ')}`);
      }
    }
  }
  return faults;
}

const OWNED = [
  {
    header: /^boost\/(beast|asio)\b/,
    what: 'Beast and Asio',
    at: /^src\/(platform\/(http|events)|app\/demo)\//,
  },
  { header: /^soci\//, what: 'SOCI', at: /^src\/platform\/db\// },
  {
    header: /^(pango|cairo|qrencode|xlsxwriter|expat)/,
    what: 'printing libraries',
    at: /^src\/platform\/print\//,
  },
  { header: /^curl\//, what: 'libcurl', at: /^src\/platform\/fetch\// },
  { header: /^(sqlite3|libpq-fe)\.h/, what: 'the engines themselves', at: /^src\/platform\/db\// },
];
const CONCURRENCY = /\b(co_await|co_return|std::thread|std::jthread|std::async)\b/;

/** Heavy libraries stay in the folder that wraps them; capabilities hold no thread and no coroutine. */
export function libraries(tree) {
  const faults = [];
  for (const file of cpp(tree)) {
    if (isTest(file)) continue;
    for (const { path, line } of quoted(file)) {
      const owner = OWNED.find(({ header, at }) => header.test(path) && !at.test(file.name));
      if (owner)
        faults.push({ file: file.name, line, message: `${owner.what} are not included here (${path})` });
    }
    const level = levelOf(file.folder);
    if (level < 2 || level > 6) continue;
    for (const [index, line] of file.lines.entries()) {
      const word = line.replace(/\/\/.*/, '').match(CONCURRENCY)?.[1];
      if (word) faults.push({ file: file.name, line: index + 1, message: `${word} in a capability` });
    }
  }
  return faults;
}
