// @vitest-environment node
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIRST_ICONS, MORE_ICONS } from '../../src/platform/web/icons.ts';
import type { Precache } from '../../src/platform/web/sw.ts';
import { charactersOf } from '../vite-fonts.ts';
import { partOf, readTexts } from '../vite-texts.ts';

// A household's first visit takes at most 92 KB in all; 14 KB of them are the answers of the API and what stands
// before every answer. Who has to raise this makes every family pay: look first what can wait for a second visit.
const BUDGET = 78 * 1024;
const root = resolve(import.meta.dirname, '../..');

let dist: string;
let files: string[];
/** The program and the page that reads one announcement. */
let scripts: string;

const read = (name: string) => readFileSync(join(dist, name));
const bytesOf = (name: string) =>
  name.endsWith('.woff2') ? read(name).length : brotliCompressSync(read(name)).length;

/** Everything that a browser fetches on a first visit beside the API's answers. */
function firstFiles(): string[] {
  const list = /\{"version".*?\}/.exec(read('sw.js').toString())?.[0];
  const { first } = JSON.parse(list ?? '') as Precache;
  return [
    ...first.map((address) => address.slice(1) || 'index.html'),
    'sw.js',
    'manifest.webmanifest',
    'icon.svg',
  ];
}

beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'thon-dist-'));
  // As a release is built, not as tests are.
  const { VITEST: _, THON_DEBUG: __, ...env } = process.env;
  execFileSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--outDir', dist, '--emptyOutDir', '--logLevel', 'error'],
    { cwd: root, env: { ...env, NODE_ENV: 'production' } },
  );
  files = firstFiles();
  scripts = files
    .filter((name) => /[/](app|reading)-.*[.]js$/.test(name))
    .map((name) =>
      read(name)
        .toString()
        .replaceAll(/JSON\.parse\(`.*?`\)/g, ''),
    )
    .join('\n');
}, 60_000);

afterAll(() => rmSync(dist, { recursive: true, force: true }));

describe('a household’s first visit', () => {
  test('stays within its budget', () => {
    const sizes = files.map((name) => [name, bytesOf(name)] as const);
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    expect(total, sizes.map(([name, size]) => `${size} ${name}`).join('\n')).toBeLessThanOrEqual(BUDGET);
  });

  test('brings the sentences it says', () => {
    const keys = Object.keys(readTexts(resolve(root, 'src'), 'vi').texts);
    const said = keys.filter((key) => scripts.includes(`\`${key}\``));
    expect(said).toContain('reach.feed.understood');
    const others = said.filter((key) => partOf(key) !== 'first');
    // Titles of other pages, which bring them along, and answers of the server that are told apart by their key.
    expect(others.filter((key) => !/title(_new|_one)?$|^error[.](sign_in|other_account)$/.test(key))).toEqual(
      [],
    );
  });

  test('brings the pictures it shows', () => {
    const shown = (names: readonly string[]) =>
      names.filter((name) => new RegExp(`(icon|name):\`${name}\``).test(scripts));
    expect(shown(FIRST_ICONS)).toContain('settings');
    expect(shown(MORE_ICONS)).toEqual([]);
  });

  test('brings a heading’s every letter, and the tones that are written apart', () => {
    const sheet = readFileSync(join(root, 'src/platform/web/fonts.css'), 'utf8');
    const held = charactersOf([...sheet.matchAll(/unicode-range:([^;]+)/g)].map(([, range]) => range).join());
    const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
    const vowels = [...'aăâeêioôơuưy'].flatMap((vowel) =>
      tones.map((tone) => (vowel + tone).normalize('NFC')),
    );
    const letters = [...vowels, ...'bcdđghklmnpqrstvx'].flatMap((one) => [one, one.toUpperCase()]);
    const wanted = [...letters, ...tones.join(''), ...'0123456789 .,:;!?()%/–—“”‘’…₫'];
    expect(wanted.filter((one) => !held.includes(one))).toEqual([]);
  });
});
