// ./dev bench: every benchmark, one report. With names, only those.
import { spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { existsSync } from 'node:fs';

const PARTS = [
  ['footprint', 'Memory, start, size', ['node', 'bench/footprint.mjs']],
  ['receipts', 'Durable receipts through HTTP', ['node', 'bench/receipts.mjs']],
  ['pages', 'The household’s feed and the officer’s coverage page', ['node', 'bench/pages.mjs']],
  ['phone', 'The household’s first page on a slow phone', ['node', 'bench/phone.mjs']],
  ['ledger', 'Storage of evidence: ledger against one row per receipt', ['build/release/bench/ledger']],
  ['waves', 'Waves over very many households', ['build/release/bench/waves']],
  ['escalation', 'Escalation on a simulated commune', ['build/release/bench/escalation']],
  ['fanout', 'Live events to 10,000 open streams', ['node', 'bench/fanout.mjs']],
];

function machine() {
  const [first] = cpus();
  return `${cpus().length} × ${first.model}, ${Math.round(totalmem() / 2 ** 30)} GB; load runs on the same machine`;
}

function main(names) {
  const unknown = names.filter((name) => !PARTS.some(([known]) => known === name));
  if (unknown.length > 0) {
    console.error(
      `no such benchmark: ${unknown.join(', ')} (there are ${PARTS.map(([name]) => name).join(', ')})`,
    );
    return 2;
  }
  console.log(`# Benchmarks of ${new Date().toISOString().slice(0, 10)}\n\n${machine()}`);
  let failed = 0;
  for (const [name, title, [program, ...args]] of PARTS) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n## ${title} (${name})\n`);
    const file = args[0] ?? program;
    if (!existsSync(file)) throw new Error(`${file} is not there`);
    const { status } = spawnSync(program, args, { stdio: 'inherit' });
    if (status !== 0) failed++;
  }
  return failed > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
