// Adds up what the rings left behind and prints the closing line. Exit code 1 when anything failed.
//   node tools/dev/tally.mjs <folder>
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one result file says, whichever program wrote it; null when it holds no counts. */
export function counts(text) {
  if (text.startsWith('TAP')) {
    const of = (word) => Number(text.match(new RegExp(`^# ${word} (\\d+)`, 'm'))?.[1] ?? 0);
    return { passed: of('pass'), failed: of('fail') + of('cancelled') };
  }
  const result = JSON.parse(text);
  if ('numPassedTests' in result) return { passed: result.numPassedTests, failed: result.numFailedTests };
  if ('testsuites' in result) {
    const failed = result.failures + result.errors;
    return { passed: result.tests - failed - result.disabled, failed };
  }
  if ('stats' in result) {
    return { passed: result.stats.expected + result.stats.flaky, failed: result.stats.unexpected };
  }
  return 'passed' in result ? { passed: result.passed, failed: result.failed } : null;
}

function ringResult(folder, name) {
  for (const end of ['json', 'tap']) {
    const file = join(folder, `${name}.${end}`);
    if (existsSync(file)) return counts(readFileSync(file, 'utf8'));
  }
  return null;
}

function main(folder) {
  let passed = 0;
  let failed = 0;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ring'))) {
    const { ring, status, seconds } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    // A ring without a count of its own is one test: its exit code.
    const result = ringResult(folder, ring) ?? { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
    // One that ends badly counts as failed even when it never came to counting (a crash, a sanitizer's report).
    if (status !== 0 && result.failed === 0) result.failed = 1;
    passed += result.passed;
    failed += result.failed;
    console.log(`${ring.padEnd(8)} ${result.passed} passed, ${result.failed} failed, ${seconds} s`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

if (process.argv[1] === import.meta.filename) main(process.argv[2]);
