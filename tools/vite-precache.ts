import { createHash } from 'node:crypto';
import type { Plugin, Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;

const MARK = '__PRECACHE__';
// Screens that a household opens after the first and that work without a network: kept from the first visit on.
const HOUSEHOLD = ['/reach/web/household/', '/identity/web/settings/Settings.svelte'];

const lists = (name: string) => name !== 'sw.js' && !name.endsWith('.map');
// Those that are files of their own: most visits do not open them.
const OWN_FILE = [
  '/HouseholdFoot.svelte',
  '/talk/web/household/Questions.svelte',
  '/talk/web/household/companion.ts',
  'texts/vi/later',
];
const stands = (parts: readonly string[], id: string) => parts.some((part) => id.includes(part));
export const isHouseholdScreen = (id: string): boolean => stands(HOUSEHOLD, id);
// What a household opens when it asks, without what runs behind every page.
export const isAsking = (id: string): boolean =>
  /[/]talk[/]web[/](Message|household[/](Questions|NewQuestion|Thread|state-of|asked[.]svelte))/.test(id);
const isKept = (id: string) => isHouseholdScreen(id) || stands(OWN_FILE, id);

function chunkWithImports(bundle: Bundle, name: string, seen: Set<string>): Set<string> {
  const chunk = bundle[name];
  if (seen.has(name) || chunk?.type !== 'chunk') return seen;
  seen.add(name);
  for (const file of chunk.viteMetadata?.importedCss ?? []) seen.add(file);
  for (const file of chunk.viteMetadata?.importedAssets ?? []) seen.add(file);
  for (const next of chunk.imports) chunkWithImports(bundle, next, seen);
  return seen;
}

function shellFiles(bundle: Bundle): Set<string> {
  const shell = new Set<string>();
  for (const [name, item] of Object.entries(bundle)) {
    if (item.type === 'asset') {
      if (/\.(woff2|svg|png)$/.test(name)) shell.add(name);
    } else if (item.isEntry ? name !== 'sw.js' : item.moduleIds.some(isKept)) {
      chunkWithImports(bundle, name, shell);
    }
    // The fonts' style sheet is loaded after the first paint, by a chunk of its own.
    if (/fonts-[^/]*\.(css|js)$/.test(name)) shell.add(name);
  }
  return shell;
}

/** Writes into sw.js what to keep: the household's screens at once, the work screens when they are first used. */
export function precache(): Plugin {
  return {
    name: 'thon-precache',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle['sw.js'];
        if (worker?.type !== 'chunk') return;
        const shell = shellFiles(bundle);
        const all = Object.keys(bundle).filter(lists);
        const first = ['/', ...all.filter((name) => shell.has(name)).map((name) => `/${name}`)];
        const rest = all
          .filter((name) => !shell.has(name) && !name.endsWith('.html'))
          .map((name) => `/${name}`);
        const hash = createHash('sha256').update(JSON.stringify([first, rest]));
        const page = bundle['index.html'];
        if (page?.type === 'asset') hash.update(page.source);
        const list = { version: hash.digest('hex').slice(0, 12), first, rest };
        worker.code = worker.code.replace(MARK, JSON.stringify(list));
      },
    },
  };
}
