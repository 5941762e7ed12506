import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

// Sentences live beside the capability that speaks them (src/<capability>/text/<language>.json) and are shared
// with the server. The web app takes them as three virtual modules a language: what a household's first screen
// says is in `virtual:texts/vi/first`, what its later screens say in `virtual:texts/vi/later`, everything else in
// `virtual:texts/vi/rest`, which the work shell loads.
const FIRST = [
  'common.',
  'web.',
  'error.offline',
  'error.internal',
  'identity.enter.',
  'identity.settings.',
  'reach.feed.',
  'assembly.answer.',
  'assembly.bar.',
  'assembly.card.',
  'assembly.choice.',
  'assembly.kind_name.',
  'assembly.not_passed',
  'assembly.passed',
  'assembly.poll',
];
// What the household's later screens say: fetched with the first of them.
const LATER = ['talk.own.', 'talk.conversation.', 'talk.nav.'];
const PREFIX = 'virtual:texts/';

export function isFirst(key: string): boolean {
  return FIRST.some((prefix) => key.startsWith(prefix));
}

export function isLater(key: string): boolean {
  return LATER.some((prefix) => key.startsWith(prefix));
}

const partOf = (key: string): string => {
  if (isFirst(key)) return 'first';
  return isLater(key) ? 'later' : 'rest';
};

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
