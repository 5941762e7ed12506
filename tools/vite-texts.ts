import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

// Sentences live beside the capability that speaks them (src/<capability>/text/<language>.json) and are shared
// with the server. The web app takes them as three virtual modules a language: what a household's first page and the
// announcement opened from it say is in `virtual:texts/vi/first`, what its other screens and the sign-in say in
// `virtual:texts/vi/household`, everything else in `virtual:texts/vi/rest`, which the work shell loads.
const FIRST = [
  'assembly.card.answered',
  'assembly.card.arrived',
  'assembly.card.asks',
  'assembly.card.begins',
  'assembly.card.cancelled',
  'assembly.card.has_result',
  'assembly.card.over',
  'assembly.card.until',
  'assembly.kind_name.',
  'common.',
  'error.internal',
  'error.offline',
  'reach.feed.',
  'reach.replay.link',
  'web.',
  'web.push_hidden',
  'web.unsent.count',
];
const HOUSEHOLD = [
  'assembly.answer.',
  'assembly.bar.',
  'assembly.card.',
  'assembly.choice.',
  'assembly.not_passed',
  'assembly.passed',
  'assembly.poll',
  'reach.replay.',
  'reach.link.',
  'identity.enter.',
  'identity.settings.',
  'rollcall.drill',
  'rollcall.kind.',
  'rollcall.mine.',
  'rollcall.need.',
  'rollcall.state.',
  'talk.conversation.',
  'talk.nav.',
  'talk.own.',
  'web.push',
  'web.unsent.',
];
// Shared words that only the work shell says.
const REST = [
  'common.breadcrumb',
  'common.search_unit',
  'web.account_menu',
  'web.coverage.',
  'web.role.',
  'web.work.',
];
const PREFIX = 'virtual:texts/';

export type Part = 'first' | 'household' | 'rest';

const PARTS: [Part, string[]][] = [
  ['first', FIRST],
  ['household', HOUSEHOLD],
  ['rest', REST],
];

/** The longest beginning of the key that is listed decides. */
export function partOf(key: string): Part {
  let [found, length]: [Part, number] = ['rest', 0];
  for (const [part, beginnings] of PARTS)
    for (const beginning of beginnings)
      if (beginning.length > length && key.startsWith(beginning)) [found, length] = [part, beginning.length];
  return found;
}

export function readTexts(
  source: string,
  language: string,
): { files: string[]; texts: Record<string, string> } {
  const files: string[] = [];
  const texts: Record<string, string> = {};
  for (const capability of readdirSync(source).toSorted()) {
    const file = join(source, capability, 'text', `${language}.json`);
    if (!existsSync(file)) continue;
    files.push(file);
    Object.assign(texts, JSON.parse(readFileSync(file, 'utf8')));
  }
  return { files, texts };
}

export function texts(): Plugin {
  const source = resolve(import.meta.dirname, '../src');
  return {
    name: 'thon-texts',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const [language = 'vi', part] = id.slice(PREFIX.length + 1).split('/');
      const { files, texts } = readTexts(source, language);
      for (const file of files) this.addWatchFile(file);
      const chosen = Object.entries(texts).filter(([key]) => partOf(key) === part);
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(chosen)))});`;
    },
  };
}
