// Requests a second and latency of the two pages that are asked for most.
import { load, remove, writeRequests } from './support/load.mjs';
import { ENGINES, makeCommune, onCopy, request, scratch } from './support/commune.mjs';
import { REPEATS, spread, table } from './support/report.mjs';

const CONNECTIONS = 64;

const PAGES = {
  'household’s feed': (commune) =>
    commune.phones.map((cookie, i) => [i, request('GET', '/api/reach/feed', cookie)]),
  'officer’s coverage': (commune) =>
    commune.announcements.slice(0, CONNECTIONS).map((id, i) => {
      const path = `/api/reach/announcements/${id}/coverage?area=${commune.commune}`;
      return [i, request('GET', path, commune.officer)];
    }),
};

/** Some evidence, so that there is something to count. */
async function answer(commune, server) {
  const file = scratch('evidence');
  const at = Date.now();
  const receipts = commune.announcements.map((announcement_id) => ({ announcement_id, grade: 'opened', at }));
  writeRequests(
    file,
    commune.phones.map((cookie, i) => [i, request('POST', '/api/reach/receipts', cookie, { receipts })]),
  );
  await load(server.port, file, { connections: CONNECTIONS, once: true });
  remove(file);
}

const rows = [];
for (const engine of ENGINES) {
  const commune = await makeCommune(engine, { announcements: 100, phones: 128 });
  for (const [page, requests] of Object.entries(PAGES)) {
    const file = scratch('pages');
    writeRequests(file, requests(commune));
    const results = await onCopy(commune, async (server) => {
      await answer(commune, server);
      await load(server.port, file, { connections: CONNECTIONS, seconds: 1 });
      const measured = [];
      for (let repeat = 0; repeat < REPEATS; repeat++) {
        measured.push(await load(server.port, file, { connections: CONNECTIONS, seconds: 4 }));
      }
      return measured;
    });
    remove(file);
    const of = (value) => spread(results.map(value));
    const size = Math.round(results[0].bytes / results[0].requests);
    const times = [of((r) => r.p50_us / 1000), of((r) => r.p99_us / 1000)];
    rows.push([engine, page, of((r) => r.per_second), ...times, size]);
  }
  commune.place.remove();
}
console.log(`${CONNECTIONS} connections, 100 announcements, the demo commune.\n`);
table(['engine', 'page', 'requests/s', 'p50 ms', 'p99 ms', 'bytes'], rows);
