// Tables carry the name of their capability; others' tables are reached by foreign keys and published views only.
import { isTest, levelOf, lineAt, withoutComments } from './tree.mjs';

/** Tables that are published as they are, besides views ("…_v"). */
const PUBLISHED = new Set(['areas_closure', 'areas_revision', 'households_revision']);
const MADE = /\bCREATE\s+(?:UNIQUE\s+)?(?:TABLE|VIEW|INDEX|TRIGGER)\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)/gi;
const NAMED = /\b(FROM|JOIN|INTO|UPDATE|REFERENCES)\s+([a-z]+_[a-z_]+)\b/g;

/** Each mention of another capability's table: may it be made? */
function mention(file, word, table, tree) {
  const owner = tree.folders.find((folder) => table.startsWith(`${folder}_`));
  if (!owner || owner === file.folder) return null;
  if (levelOf(owner) > levelOf(file.folder)) return `${table} belongs to a higher level`;
  if (levelOf(owner) === levelOf(file.folder)) return `${table} belongs to ${owner}, of the same level`;
  if (word === 'REFERENCES') return null;
  if (table.endsWith('_v') || PUBLISHED.has(table)) return null;
  return `${table} is private to ${owner}; read its published view`;
}

export function tables(tree) {
  const faults = [];
  for (const file of tree.files) {
    if (!file.folder || isTest(file) || (file.kind !== '.sql' && file.kind !== '.cpp')) continue;
    const text = file.kind === '.sql' ? file.text.replace(/--[^\n]*/g, '') : withoutComments(file.text);
    const say = (index, message) => faults.push({ file: file.name, line: lineAt(text, index), message });
    if (file.kind === '.sql') {
      // A part of the platform names its tables after itself (jobs_task).
      const prefix = file.name.match(/^src\/platform\/(\w+)\//)?.[1] ?? file.folder;
      for (const found of text.matchAll(MADE)) {
        if (!found[1].startsWith(`${prefix}_`))
          say(found.index, `${found[1]} does not begin with ${prefix}_`);
      }
    }
    for (const found of text.matchAll(NAMED)) {
      const message = mention(file, found[1], found[2], tree);
      if (message) say(found.index, message);
    }
    if (
      file.kind === '.cpp' &&
      levelOf(file.folder) > 1 &&
      levelOf(file.folder) < 7 &&
      !/store/.test(file.name)
    ) {
      for (const found of text.matchAll(/\bSql\s+k\w+\s*\{/g)) say(found.index, 'SQL stands in store.cpp');
    }
  }
  return faults;
}
