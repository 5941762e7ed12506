// Kills the server with SIGKILL at random moments under load and proves, after each start, that every acknowledged
// write is there exactly once and nothing is half written.
//   node test/crash/crash.mjs --thon <program> [--engine sqlite|postgres|both] [--kills 50] [--seed 1] [--result file]
// PostgreSQL is reached through THON_TEST_POSTGRES (a superuser's database).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createDatabase } from '../support/database.mjs';
import { Random } from '../support/random.mjs';
import { command, freePort, launch } from '../support/thon.mjs';
import { Deeds } from './deeds.mjs';
import { verify } from './verify.mjs';
import { makeWorld } from './world.mjs';

const { values: options } = parseArgs({
  options: {
    thon: { type: 'string' },
    engine: { type: 'string', default: 'sqlite' },
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    result: { type: 'string' },
  },
});

/** Some are killed before they are ready, most under load. */
async function killWhileStarting(where, random) {
  const server = launch(where);
  await sleep(random.whole(2, 120));
  await server.kill();
}

async function killUnderLoad(where, deeds, random) {
  const server = await launch(where).ready();
  let stopped = false;
  const load = deeds.run(() => stopped);
  await sleep(random.whole(60, 700));
  if (server.exit) deeds.problems.push(`the server ended by itself: ${server.output.slice(-2000)}`);
  await server.kill();
  stopped = true;
  await load;
}

async function verifyAfter(where, deeds, everything) {
  command(where.thon, [
    'verify',
    '--data',
    where.data,
    ...(where.database ? ['--database', where.database] : []),
  ]);
  const server = await launch(where).ready();
  const faults = await verify(deeds, everything);
  await server.kill('SIGTERM');
  return [...faults, ...deeds.problems.splice(0)];
}

async function rounds(engine, kills, seed) {
  const random = new Random(seed);
  const data = mkdtempSync(join(tmpdir(), 'thon-crash-'));
  const database = engine === 'postgres' ? createDatabase(`crash_${process.pid}`) : undefined;
  const args = ['--rate-per-second', '0', '--sign-ins-per-minute', '0', '--log-level', 'warning'];
  const where = { thon: options.thon, data, database, port: await freePort(), args };
  try {
    const first = await launch(where).ready();
    const world = await makeWorld(first, random);
    await first.kill('SIGTERM');
    const deeds = new Deeds(world, random);
    const faults = [];
    for (let kill = 1; kill <= kills; kill++) {
      if (random.next() < 0.1) await killWhileStarting(where, random);
      else await killUnderLoad(where, deeds, random);
      const found = await verifyAfter(where, deeds, kill === kills).catch((error) => [error.message]);
      faults.push(...found.map((fault) => `after kill ${kill}: ${fault}`));
    }
    console.log(
      `${engine}: ${kills} kills, ${deeds.acknowledged} writes acknowledged, ${deeds.inFlight} in flight, ` +
        `${faults.length} lost, doubled or halved (seed ${seed})`,
    );
    for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`);
    return { passed: kills, failed: faults.length };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** Each engine in a process of its own, side by side: most of a round is waiting. */
async function both() {
  const folder = mkdtempSync(join(tmpdir(), 'thon-crash-results-'));
  const children = ['sqlite', 'postgres'].map(async (engine) => {
    const result = join(folder, engine);
    const given = ['--thon', options.thon, '--kills', options.kills, '--seed', options.seed];
    const args = [process.argv[1], ...given, '--engine', engine, '--result', result];
    await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
    // Without a result the process died: that is a failure too.
    return existsSync(result) ? JSON.parse(readFileSync(result, 'utf8')) : { passed: 0, failed: 1 };
  });
  const results = await Promise.all(children);
  rmSync(folder, { recursive: true, force: true });
  const sum = (of) => results.reduce((total, one) => total + of(one), 0);
  return { passed: sum((one) => one.passed), failed: sum((one) => one.failed) };
}

async function one(engine) {
  const { passed, failed } = await rounds(engine, Number(options.kills), Number(options.seed));
  return { passed: failed > 0 ? Math.max(0, passed - failed) : passed, failed };
}

const done = options.engine === 'both' ? await both() : await one(options.engine);
if (options.result) writeFileSync(options.result, JSON.stringify(done));
process.exitCode = done.failed > 0 ? 1 : 0;
