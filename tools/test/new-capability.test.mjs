// What ./dev new makes keeps the rules, type-checks, builds and passes its own tests: tried in a copy of the tree
// that stays in build/new-capability, so that a second run compiles little.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { check } from '../check-layout.mjs';
import { newCapability } from '../new-capability.mjs';

const ROOT = join(import.meta.dirname, '../..');
const COPY = join(ROOT, 'build/new-capability');
const KEPT = new Set(['build', 'node_modules']);
const PARTS = [
  'src',
  'test',
  'tools',
  'CMakeLists.txt',
  'CMakePresets.json',
  'package.json',
  'tsconfig.json',
];
const MORE = ['vite.config.ts', '.prettierrc.json', '.prettierignore'];

const same = (one, other) => existsSync(other) && readFileSync(one).equals(readFileSync(other));

function filesOf(root, part) {
  const list = readdirSync(join(root, part), { recursive: true, withFileTypes: true });
  return list
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

/** The tree as it would be after ./dev new; files that did not change keep their times. */
function makeCopy() {
  const fresh = `${COPY}.fresh`;
  rmSync(fresh, { recursive: true, force: true });
  for (const part of [...PARTS, ...MORE]) cpSync(join(ROOT, part), join(fresh, part), { recursive: true });
  newCapability(fresh, 'notes');
  const folders = PARTS.filter((part) => !part.includes('.'));
  const wanted = new Set(
    [...folders.flatMap((part) => filesOf(fresh, part)), ...PARTS, ...MORE].filter(
      (part) => !folders.includes(part),
    ),
  );
  mkdirSync(COPY, { recursive: true });
  for (const name of folders.flatMap((part) => (existsSync(join(COPY, part)) ? filesOf(COPY, part) : []))) {
    if (!wanted.has(name)) rmSync(join(COPY, name));
  }
  for (const name of wanted) {
    if (same(join(fresh, name), join(COPY, name))) continue;
    mkdirSync(dirname(join(COPY, name)), { recursive: true });
    cpSync(join(fresh, name), join(COPY, name));
  }
  rmSync(fresh, { recursive: true });
  if (!existsSync(join(COPY, 'node_modules')))
    symlinkSync(join(ROOT, 'node_modules'), join(COPY, 'node_modules'));
  assert.ok(readdirSync(COPY).every((name) => KEPT.has(name) || [...PARTS, ...MORE].includes(name)));
}

function run(program, ...args) {
  const environment = { ...process.env, CCACHE_BASEDIR: COPY };
  const done = spawnSync(program, args, { cwd: COPY, encoding: 'utf8', env: environment });
  assert.equal(done.status, 0, `${program} ${args.join(' ')}\n${done.stdout}${done.stderr}`);
}

before(makeCopy);

test('the new capability keeps the rules of the house', () => {
  assert.deepEqual(
    check(COPY).filter((fault) => !fault.warning),
    [],
  );
});

test('a name that is taken or is not one English word is refused', () => {
  assert.throws(() => newCapability(COPY, 'notes'), /exists already/);
  assert.throws(() => newCapability(COPY, 'thông-báo'), /one English word/);
  assert.throws(() => newCapability(COPY, 'weather'), /say the singular/);
});

test('its page type-checks and is styled like the others', () => {
  run(
    'node_modules/.bin/svelte-check',
    '--tsconfig',
    './tsconfig.json',
    '--fail-on-warnings',
    '--output',
    'human',
  );
  run('node_modules/.bin/prettier', '--check', 'src/notes', 'src/platform/web');
});

test('it builds, and its tests pass', () => {
  // Only what the new capability touches is compiled again, but tests of others would be linked too.
  run('cmake', '--preset', 'debug', '-DTHON_TEST_ONLY=notes');
  run('cmake', '--build', '--preset', 'debug', '--target', 'thon_tests');
  run('build/debug/test/thon_tests', '--gtest_brief=1');
});
