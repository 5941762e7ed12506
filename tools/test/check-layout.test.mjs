import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { check } from '../check-layout.mjs';

// A small tree that keeps every rule; each case below breaks one.
const KEPT = {
  'src/base/id.hpp': '/// Makes ids.\nstd::string new_id();\n',
  'src/platform/db/db.cpp': '#include <soci/soci.h>\n#include "base/id.hpp"\n',
  'src/platform/text/vi.json': '{"error.not_found": "Không tìm thấy"}',
  'src/platform/text/en.json': '{"error.not_found": "Not found"}',
  'src/households/service.hpp': '/// The register.\nstruct Household {};\n',
  'src/households/schema/0001_register.sql': 'CREATE TABLE households_household (id TEXT);\n',
  'src/reach/service.cpp': '#include "households/service.hpp"\nthrow Error::not_found("error.not_found");\n',
  'src/reach/store.cpp': 'const Sql kAll{"reach.all", "SELECT id FROM households_household_v"};\n',
  'src/reach/text/vi.json': '{"reach.houses": "{count} hộ"}',
  'src/reach/text/en.json': '{"reach.houses": "{count} houses", "reach.houses#one": "{count} house"}',
  'src/reach/web/Page.svelte': "<p>{t('reach.houses', { count })}</p>\n",
  'src/reach/test/rules_test.cpp': '#include "reach/rules.hpp"\n#include "support/test_app.hpp"\n',
  'src/market/service.cpp': '#include "market/rules.hpp"\n',
};

function faultsOf(changes) {
  const root = mkdtempSync(join(tmpdir(), 'thon-layout-'));
  try {
    for (const [name, text] of Object.entries({ ...KEPT, ...changes })) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    return check(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const numbered = (count, text) => Array.from({ length: count }, (_, i) => text(i)).join('\n') + '\n';
const BROKEN = [
  [
    'a lower level includes a higher one',
    'includes',
    { 'src/base/id.cpp': '#include "platform/db/db.hpp"\n' },
  ],
  ['siblings include each other', 'includes', { 'src/reach/api.cpp': '#include "market/service.hpp"\n' }],
  [
    'siblings of a lower level include each other',
    'includes',
    {
      'src/channels/service.hpp': '/// Channels.\nstruct Channel {};\n',
      'src/households/api.cpp': '#include "channels/service.hpp"\n',
    },
  ],
  ['libcurl outside its folder', 'libraries', { 'src/reach/api.cpp': '#include <curl/curl.h>\n' }],
  ['a private header of another', 'includes', { 'src/reach/api.cpp': '#include "households/store.hpp"\n' }],
  [
    'a test reads a private header of another',
    'includes',
    { 'src/reach/test/a_test.cpp': '#include "households/store.hpp"\n' },
  ],
  ['SOCI outside the database folder', 'libraries', { 'src/reach/api.cpp': '#include <soci/soci.h>\n' }],
  ['Beast in a capability', 'libraries', { 'src/reach/api.cpp': '#include <boost/beast/http.hpp>\n' }],
  ['a thread in a capability', 'libraries', { 'src/reach/api.cpp': 'std::thread worker;\n' }],
  [
    'a table with a strange name',
    'tables',
    { 'src/reach/schema/0001_a.sql': 'CREATE TABLE letters (id TEXT);\n' },
  ],
  [
    'an index with a strange name',
    'tables',
    { 'src/reach/schema/0001_a.sql': 'CREATE INDEX by_id ON reach_a(id);\n' },
  ],
  ["another's private table", 'tables', { 'src/reach/store.cpp': '"SELECT id FROM households_household"\n' }],
  ["a sibling's view", 'tables', { 'src/reach/store.cpp': '"SELECT id FROM market_product_v"\n' }],
  [
    'a higher table referred to',
    'tables',
    { 'src/households/schema/0002_b.sql': 'id TEXT REFERENCES reach_a(id)\n' },
  ],
  ['SQL outside the store', 'tables', { 'src/reach/rules.cpp': 'const Sql kOne{"a", "SELECT 1"};\n' }],
  ['no English sentence', 'sentences', { 'src/reach/text/en.json': '{}' }],
  ['other places to fill in', 'sentences', { 'src/reach/text/en.json': '{"reach.houses": "{n} houses"}' }],
  [
    'an error without a sentence',
    'sentences',
    { 'src/reach/api.cpp': 'Error::not_found("reach.error.gone");\n' },
  ],
  ['a web key without a sentence', 'sentences', { 'src/reach/web/B.svelte': "{t('reach.nothing')}\n" }],
  ['a sentence that nobody says', 'sentences', { 'src/reach/web/Page.svelte': '<p></p>\n' }],
  [
    'a sentence of another capability',
    'sentences',
    {
      'src/market/text/vi.json': '{"reach.b": "b"}',
      'src/market/text/en.json': '{"reach.b": "b"}',
      'src/market/web/a.ts': "t('reach.b')",
    },
  ],
  ['a file too long', 'lengths', { 'src/reach/api.cpp': numbered(451, (i) => `int a${i};`) }],
  ['unfinished work', 'unfinished', { 'src/reach/api.cpp': `// ${'TO_DO'.replace('_', '')} later\n` }],
  ['a public header without a word', 'headers', { 'src/reach/model.hpp': 'struct Letter {};\n' }],
  [
    'six values of a style sheet twice',
    'copies',
    { 'src/platform/web/tokens.css': numbered(12, (i) => `--c${i % 6}: red;`) },
  ],
  ['six lines twice', 'copies', { 'src/reach/api.cpp': numbered(12, (i) => `call(${i % 6});`) }],
];

test('a tree that keeps the rules has no fault', () => assert.deepEqual(faultsOf({}), []));

for (const [name, rule, changes] of BROKEN) {
  test(`${rule}: ${name}`, () => {
    const found = faultsOf(changes).filter((fault) => !fault.warning);
    assert.deepEqual([...new Set(found.map((fault) => fault.rule))], [rule], JSON.stringify(found));
  });
}

test('five lines twice are not yet a copy', () => {
  assert.deepEqual(faultsOf({ 'src/reach/api.cpp': numbered(10, (i) => `call(${i % 5});`) }), []);
});

test('a long file is warned of before it is refused', () => {
  const found = faultsOf({ 'src/reach/api.cpp': numbered(310, (i) => `int a${i};`) });
  assert.deepEqual(
    found.map((fault) => [fault.rule, fault.warning]),
    [['lengths', true]],
  );
});
