// Reads the source tree once for all rules.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const FOLDERS = ['src', 'test', 'tools', 'bench'];
const SOURCE = new Set([
  '.cpp',
  '.hpp',
  '.h',
  '.ts',
  '.mjs',
  '.svelte',
  '.css',
  '.sql',
  '.sh',
  '.cmake',
  '.json',
]);
const GENERATED = new Set(['src/platform/web/schema.d.ts']);

/** Level of every folder of src/ that is not a capability of the top level (6). */
const LEVELS = { base: 0, platform: 1, audit: 2, areas: 3, identity: 4, channels: 5, households: 5, app: 7 };

export function levelOf(folder) {
  return LEVELS[folder] ?? 6;
}

/**
 * files: {name: "src/reach/store.cpp", folder: "reach" or null outside src, kind: ".cpp", text, lines};
 * folders: the folders of src/.
 */
export function readTree(root) {
  const files = [];
  for (const folder of FOLDERS) {
    if (!existsSync(join(root, folder))) continue;
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      const name = join(entry.parentPath, entry.name).slice(root.length + 1);
      if (!entry.isFile() || !SOURCE.has(extname(name)) || GENERATED.has(name)) continue;
      if (name.startsWith('tools/new-capability/') || name.includes('/public/')) continue;
      const text = readFileSync(join(root, name), 'utf8');
      const parts = name.split('/');
      files.push({
        name,
        kind: extname(name),
        folder: parts[0] === 'src' && parts.length > 2 ? parts[1] : null,
        text,
        lines: text.split('\n'),
      });
    }
  }
  files.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { root, files, folders: [...new Set(files.map((file) => file.folder).filter(Boolean))] };
}

/** The line (from 1) at which a match stands. */
export function lineAt(text, index) {
  return text.slice(0, index).split('\n').length;
}

/** C++ text whose comments are blanked out, with every line where it was. */
export function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|[\s;{}])\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '));
}

export const isTest = (file) => /(^|\/)test\//.test(file.name);
