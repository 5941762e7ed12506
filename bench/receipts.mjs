// How many receipts a second are on disk and answered: one household's one receipt a request, and batches of 50.
import { load, remove, writeRequests } from './support/load.mjs';
import { ENGINES, makeCommune, onCopy, request, scratch } from './support/commune.mjs';
import { REPEATS, spread, table } from './support/report.mjs';

const GRADES = ['delivered', 'opened', 'confirmed'];
const CONNECTIONS = 64;
const PHONES = 320;
const ANNOUNCEMENTS = 300;
const BATCH = 50;
const PATH = '/api/reach/receipts';

/** As after each announcement: every phone says delivered, then opened, then confirmed. No receipt twice. */
function* singles(commune) {
  const at = Date.now();
  for (const announcement_id of commune.announcements) {
    for (const grade of GRADES) {
      for (const [phone, cookie] of commune.phones.entries()) {
        yield [phone, request('POST', PATH, cookie, { receipts: [{ announcement_id, grade, at }] })];
      }
    }
  }
}

/** As from phones that were away: 50 announcements in one request. No receipt twice. */
function* batches(commune) {
  const at = Date.now();
  for (const grade of GRADES) {
    for (let from = 0; from < commune.announcements.length; from += BATCH) {
      const chosen = commune.announcements.slice(from, from + BATCH);
      const receipts = chosen.map((announcement_id) => ({ announcement_id, grade, at }));
      for (const [phone, cookie] of commune.phones.entries()) {
        yield [phone, request('POST', PATH, cookie, { receipts })];
      }
    }
  }
}

async function measure(commune, label, requests, per) {
  const file = scratch('receipts');
  writeRequests(file, requests);
  const results = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    results.push(
      await onCopy(commune, (server) => load(server.port, file, { connections: CONNECTIONS, once: true })),
    );
  }
  remove(file);
  const of = (value) => spread(results.map(value));
  return [
    commune.engine,
    label,
    of((r) => r.per_second),
    of((r) => r.per_second * per),
    of((r) => r.p50_us / 1000),
    of((r) => r.p99_us / 1000),
  ];
}

const rows = [];
for (const engine of ENGINES) {
  const commune = await makeCommune(engine, { announcements: ANNOUNCEMENTS, phones: PHONES });
  rows.push(await measure(commune, '1 receipt a request', singles(commune), 1));
  rows.push(await measure(commune, `${BATCH} receipts a request`, batches(commune), BATCH));
  commune.place.remove();
}
console.log(`${CONNECTIONS} connections, ${PHONES} households, every answer after its commit is on disk.\n`);
table(['engine', 'load', 'requests/s', 'receipts/s', 'p50 ms', 'p99 ms'], rows);
