// One announcement to a whole commune over every channel at once, through providers that drop, delay, duplicate,
// throttle and lie, while the server is killed again and again. At the end the ledger must be exactly what the
// providers and the people know; nobody was written to on a channel after his evidence was in, and nobody twice.
//   node test/chaos/chaos.mjs --thon <program> [--engine sqlite|postgres|both] [--households 360] [--phones 40]
//                             [--kills 20] [--seed 1] [--result file]
// PostgreSQL is reached through THON_TEST_POSTGRES (a superuser's database). `--households 13000` is a commune after
// the merger; it takes some minutes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createDatabase } from '../support/database.mjs';
import { Random } from '../support/random.mjs';
import { freePort, launch } from '../support/thon.mjs';
import { Evidence, People } from './people.mjs';
import { startProviders } from './providers.mjs';
import { verify } from './verify.mjs';
import { clustersOf, makeWorld } from './world.mjs';

const { values: options } = parseArgs({
  options: {
    thon: { type: 'string' },
    engine: { type: 'string', default: 'sqlite' },
    households: { type: 'string', default: '360' },
    phones: { type: 'string', default: '40' },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    result: { type: 'string' },
  },
});

const CHANNELS = ['push', 'zalo_oa', 'zalo_group', 'zns', 'sms', 'loudspeaker', 'email', 'facebook'];
const OPEN = new Set(['waiting', 'sending', 'retry']);

async function publish(officer, commune, random) {
  const id = random.id();
  const draft = await officer.post('/api/reach/announcements', {
    id,
    area_ids: [commune],
    title: 'Cắt điện toàn xã ngày mai',
    body: 'Từ 7 giờ đến 17 giờ ngày mai ngành điện sửa đường dây. Các gia đình chuẩn bị nước sinh hoạt.',
    content_class: 14,
    ask_confirmation: false,
  });
  await officer.post(`/api/reach/announcements/${id}/publish`, { version: draft.version });
  return id;
}

async function stillOpen(officer, announcement) {
  const { channels } = await officer.get(`/api/reach/announcements/${announcement}/deliveries`);
  return channels.flatMap(({ counts }) => counts).filter(({ state }) => OPEN.has(state));
}

/** Kills and starts, until all kills are done; answers the server that lives. */
async function killing(where, first, kills, random, pause) {
  let server = first;
  for (let kill = 0; kill < kills; kill++) {
    await sleep(random.whole(pause / 4, pause));
    if (server.exit) throw new Error(`the server ended by itself: ${server.output.slice(-2000)}`);
    await server.kill();
    server = await launch(where).ready();
  }
  return server;
}

async function settle(world, announcement, people) {
  const until = Date.now() + 15 * 60_000;
  for (;;) {
    const hooks = Object.values(world.providers).reduce((sum, { standIn }) => sum + standIn.hooks.size, 0);
    const open = await stillOpen(world.officer, announcement);
    if (people.over && hooks === 0 && open.length === 0) return [];
    if (Date.now() > until) return [`not settled: ${JSON.stringify(open)}, ${hooks} reports under way`];
    await sleep(200);
  }
}

async function run(engine, seed) {
  const random = new Random(seed);
  const households = Number(options.households);
  const kills = Number(options.kills);
  const data = mkdtempSync(join(tmpdir(), 'thon-chaos-'));
  const database = engine === 'postgres' ? createDatabase(`chaos_${process.pid}`) : undefined;
  const port = await freePort();
  const args = [
    ...['--rate-per-second', '0', '--sign-ins-per-minute', '0', '--log-level', 'error'],
    ...['--channels-private', 'true', '--public-url', `http://127.0.0.1:${port}`],
  ];
  const where = { thon: options.thon, data, database, port, args };
  const providers = await startProviders(seed, clustersOf(households), ['trang-xa']);
  try {
    let server = await launch(where).ready();
    const size = { households, phones: Number(options.phones) };
    const world = await makeWorld(server, random, size, providers);
    const announcement = await publish(world.officer, world.areas.commune, random);
    const evidence = new Evidence();
    const began = Date.now();
    const path = `/api/reach/announcements/${announcement}/deliveries`;
    const { channels } = await world.officer.post(path, { channels: CHANNELS, urgent: true });
    const people = new People(world, random, announcement, evidence);
    const pause = Math.max(400, households / 4);
    const living = people.run(kills * pause * 0.8);
    server = await killing(where, server, kills, random, pause);
    await living;
    const unsettled = await settle(world, announcement, people);
    const seconds = Math.round((Date.now() - began) / 1000);
    const { faults, counts, delivered, states } = await verify(world, announcement, evidence);
    faults.push(...unsettled, ...people.faults);
    await server.kill('SIGTERM');
    report({ engine, seed, seconds, households, kills, channels, counts, delivered, states, faults });
    return faults.length;
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

function report({ engine, seed, seconds, households, kills, channels, counts, delivered, states, faults }) {
  const line = (object) =>
    Object.entries(object)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  console.log(`${engine}: ${households} households, ${kills} kills, ${seconds} s, seed ${seed}`);
  console.log(`  handed out: ${channels.map(({ channel, count }) => `${channel} ${count}`).join(', ')}`);
  for (const [channel, of] of Object.entries(states)) console.log(`  ${channel}: ${line(of)}`);
  console.log(`  delivered by the providers: ${delivered} messages to households`);
  console.log(`  evidence: ${line(counts)}`);
  console.log(`  ${faults.length} differences between the ledger and the independent count`);
  for (const fault of faults.slice(0, 20)) console.log(`    ${fault}`);
}

const engines = options.engine === 'both' ? ['sqlite', 'postgres'] : [options.engine];
let failed = 0;
for (const engine of engines) failed += await run(engine, Number(options.seed));
if (options.result)
  writeFileSync(options.result, JSON.stringify({ passed: engines.length * (failed === 0), failed }));
// Stand-ins and kept connections would hold the process open.
process.exit(failed > 0 ? 1 : 0);
