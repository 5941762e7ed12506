import { createHash } from 'node:crypto';
import type { Plugin, Rolldown } from 'vite';
import type { Later, Precache } from '../src/platform/web/sw.ts';

type Bundle = Rolldown.OutputBundle;

const MARK = '__PRECACHE__';
// What a household reads and answers without a network: kept from the first visit on.
const READING = /[/]reach[/]web[/]household[/][^/]+$/;
// What runs behind its first page and is fetched once that is there.
const BEHIND = /[/]HouseholdFoot[.]svelte|[/]talk[/]web[/]household[/](companion|answers|asked-outbox)/;
const TEXTS = 'virtual:texts/vi/household';
// Its other screens that work without a network: kept from the second visit on.
const OTHERS = [
  '/identity/web/settings/Settings.svelte',
  '/platform/web/PushOffer.svelte',
  '/platform/web/Unsent.svelte',
  '/reach/web/household/replay/',
  '/rollcall/web/household/',
  '/talk/web/household/Questions.svelte',
];
// The program knows the address from the start; it is fetched when another page draws one of them.
const MORE_ICONS = /[/]more-icons-/;

const lists = (name: string) => name !== 'sw.js' && !/[.](map|html)$/.test(name);
export const isReading = (id: string): boolean => READING.test(id);
// What a household opens when it asks is one file, without what runs behind every page.
export const isAsking = (id: string): boolean =>
  /[/]talk[/]web[/](Message|household[/](Questions|NewQuestion|Thread|state-of|asked[.]svelte))/.test(id);
export const isBehind = (id: string): boolean => BEHIND.test(id);
const isOther = (id: string): boolean => OTHERS.some((part) => id.includes(part));

function chunkWithImports(bundle: Bundle, name: string, seen: Set<string>): Set<string> {
  const chunk = bundle[name];
  if (seen.has(name) || chunk?.type !== 'chunk') return seen;
  seen.add(name);
  for (const file of chunk.viteMetadata?.importedCss ?? []) seen.add(file);
  for (const file of chunk.viteMetadata?.importedAssets ?? []) if (!MORE_ICONS.test(file)) seen.add(file);
  for (const next of chunk.imports) chunkWithImports(bundle, next, seen);
  return seen;
}

function withScreens(bundle: Bundle, isOne: (id: string) => boolean, seen: Set<string>): Set<string> {
  for (const [name, item] of Object.entries(bundle))
    if (item.type === 'chunk' && item.moduleIds.some(isOne)) chunkWithImports(bundle, name, seen);
  return seen;
}

function firstFiles(bundle: Bundle): Set<string> {
  const first = new Set<string>();
  for (const [name, item] of Object.entries(bundle)) {
    if (item.type === 'chunk' && item.isEntry) chunkWithImports(bundle, name, first);
    // The fonts and their style sheet are loaded after the first paint, by a chunk of its own.
    if (/[.]woff2$|[/]fonts-/.test(name)) first.add(name);
  }
  return withScreens(bundle, (id) => isReading(id) || isBehind(id) || id.includes(TEXTS), first);
}

/** Writes into sw.js what to keep at once, and beside it the list of what is kept when it is asked for. */
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
        // A browser starts it as one plain script.
        if (worker.imports.length) this.error(`sw.js imports ${worker.imports.join(', ')}`);
        const all = Object.keys(bundle).filter(lists);
        const first = firstFiles(bundle);
        const known = withScreens(bundle, isOther, new Set(first));
        for (const name of all) if (MORE_ICONS.test(name)) known.add(name);
        const addresses = (isOne: (name: string) => boolean) => all.filter(isOne).map((name) => `/${name}`);
        const later: Later = {
          household: addresses((name) => known.has(name) && !first.has(name)),
          work: addresses((name) => !known.has(name)),
        };
        const source = JSON.stringify(later);
        const file = this.getFileName(this.emitFile({ type: 'asset', name: 'later.json', source }));
        const kept = { first: ['/', ...addresses((name) => first.has(name))], later: `/${file}` };
        const hash = createHash('sha256').update(JSON.stringify(kept));
        const page = bundle['index.html'];
        if (page?.type === 'asset') hash.update(page.source);
        const list: Precache = { version: hash.digest('hex').slice(0, 12), ...kept };
        worker.code = worker.code.replace(MARK, JSON.stringify(list));
      },
    },
  };
}
