import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';

// Licence and its address: what hb-subset leaves out of the names unless it is told.
const LICENCE = [13, 14];
const FACE = /url\('(?<file>[^']+)'\)[^}]*?unicode-range:(?<range>[^;]+);/g;
const require = createRequire(import.meta.url);

/** "U+0041-0043, U+20AB" -> "ABC₫" */
export function charactersOf(range: string): string {
  const pairs = range.match(/[\dA-F]+(-[\dA-F]+)?/gi) ?? [];
  return pairs
    .map((pair) => pair.split('-').map((code) => parseInt(code, 16)))
    .flatMap(([first = 0, last = first]) =>
      Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
    )
    .join('');
}

/** The font with the characters of the range alone, and without the hints for screens of coarse pixels. */
async function lightened(file: string, range: string): Promise<Uint8Array> {
  return subsetFont(readFileSync(file), charactersOf(range), {
    targetFormat: 'woff2',
    noHinting: true,
    preserveNameIds: LICENCE,
  });
}

/**
 * Half of a font's bytes are hints that phones do not use (docs/decisions/0020-first-page.md): the fonts of fonts.css
 * are served without them. The package stays as it is; lighter copies of its files are made in build/fonts.
 */
export function fonts(): Plugin {
  const folder = resolve(import.meta.dirname, '../build/fonts');
  return {
    name: 'thon-fonts',
    enforce: 'pre',
    transform: {
      filter: { id: /[/]fonts[.]css$/ },
      async handler(code, id) {
        mkdirSync(folder, { recursive: true });
        let css = code;
        for (const { groups: { file = '', range = '' } = {} } of code.matchAll(FACE)) {
          const copy = join(folder, basename(file));
          writeFileSync(copy, await lightened(require.resolve(file), range));
          css = css.replace(file, relative(dirname(id), copy));
        }
        return css;
      },
    },
  };
}
