import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counts } from '../dev/tally.mjs';
import { databaseDocument } from '../make-database-doc.mjs';

const SCHEMA = `-- Letters that came in.
CREATE TABLE reach_letter (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('a', 'b')),
  number {{identity}},
  PRIMARY KEY (id, kind)
);
CREATE VIEW reach_letter_v AS
  SELECT id FROM reach_letter;
`;

test('a migration becomes tables with their words, columns and rules', () => {
  const text = databaseDocument({ 'src/reach/schema/0001_letters.sql': SCHEMA });
  assert.match(text, /## reach\n/);
  assert.match(text, /### reach_letter\n\nLetters that came in\.\n/);
  assert.match(text, /\| kind \| TEXT \| NOT NULL CHECK \(kind IN \('a', 'b'\)\) \|/);
  assert.match(text, /\| number \| identity \|/);
  assert.match(text, /- PRIMARY KEY \(id, kind\)/);
  assert.match(text, /### reach_letter_v \(view\)/);
});

test('the closing line counts what each kind of test program leaves', () => {
  assert.deepEqual(counts('TAP version 13\n# pass 3\n# fail 1\n# cancelled 1\n'), { passed: 3, failed: 2 });
  assert.deepEqual(counts('{"numPassedTests": 5, "numFailedTests": 0}'), { passed: 5, failed: 0 });
  const google = '{"tests": 9, "failures": 1, "errors": 0, "disabled": 2, "testsuites": []}';
  assert.deepEqual(counts(google), { passed: 6, failed: 1 });
  const playwright = '{"stats": {"expected": 4, "unexpected": 1, "flaky": 1, "skipped": 0}}';
  assert.deepEqual(counts(playwright), { passed: 5, failed: 1 });
  assert.deepEqual(counts('{"passed": 50, "failed": 2}'), { passed: 50, failed: 2 });
});
