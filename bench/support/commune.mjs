// A commune to measure on: the demo, with announcements published and households signed in on their phones. Made
// once per engine; every measurement starts from a fresh copy.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../test/support/random.mjs';
import { Session } from '../../test/support/session.mjs';
import { command, freePort, launch } from '../../test/support/thon.mjs';

export const THON = 'build/release/thon';
const PASSWORD = 'mat-khau-chi-de-do';
const UNLIMITED = ['--rate-per-second', '0', '--sign-ins-per-minute', '0', '--log-level', 'warning'];

export const ENGINES = process.env.THON_TEST_POSTGRES ? ['sqlite', 'postgres'] : ['sqlite'];

function psql(statement) {
  const done = spawnSync('psql', ['-qd', process.env.THON_TEST_POSTGRES, '-c', statement], {
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(done.stderr);
}

/** A place for data: a folder on a real disk, and with PostgreSQL a database. */
class Place {
  constructor(engine, template) {
    // /var/tmp is on disk where /tmp may be memory.
    this.data = mkdtempSync('/var/tmp/thon-bench-');
    if (template) cpSync(template.data, this.data, { recursive: true });
    if (engine !== 'postgres') return;
    this.name = `bench_${process.pid}_${Place.count++}`;
    psql(`CREATE DATABASE ${this.name}${template ? ` TEMPLATE ${template.name}` : ''}`);
    this.database = process.env.THON_TEST_POSTGRES.replace(/[^/]*$/, this.name);
  }

  static count = 0;

  remove() {
    rmSync(this.data, { recursive: true, force: true });
    if (this.name) psql(`DROP DATABASE ${this.name} WITH (FORCE)`);
  }
}

const options = (place) => ['--data', place.data, ...(place.database ? ['--database', place.database] : [])];

async function serve(place) {
  const port = await freePort();
  return launch({ thon: THON, data: place.data, database: place.database, port, args: UNLIMITED }).ready();
}

async function publish(officer, area, count, random) {
  const ids = [];
  for (let number = 1; number <= count; number++) {
    const id = random.id();
    const draft = await officer.post('/api/reach/announcements', {
      id,
      area_ids: [area],
      title: `Lịch họp thôn, kỳ ${number}`,
      body: 'Mời đại diện các hộ tới nhà văn hoá thôn lúc 19 giờ 30 để bàn việc đường, nước và vệ sinh.',
      content_class: 1,
      ask_confirmation: true,
    });
    await officer.post(`/api/reach/announcements/${id}/publish`, { version: draft.version });
    ids.push(id);
  }
  return ids;
}

/** Signs in `count` households, spread over the commune; answers their cookies. */
async function signIn(officer, port, commune, count) {
  const rows = await officer.all(`/api/households?area=${commune}`);
  const step = rows.length / count;
  const cookies = Array.from({ length: count });
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const mine = next++;
      const { url } = await officer.post(`/api/households/${rows[Math.floor(mine * step)].id}/invitation`);
      const phone = new Session(port);
      await phone.post('/api/identity/invitation/session', {
        token: new URL(url).hash.slice(1),
        pin: '2468',
      });
      cookies[mine] = phone.cookie;
      phone.close();
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return cookies;
}

/** {place, officer (cookie), phones (cookies), announcements (ids), commune (area id)} */
export async function makeCommune(engine, { announcements, phones }) {
  const place = new Place(engine);
  command(THON, ['demo', ...options(place)]);
  command(THON, [
    'user',
    'add',
    '--name',
    'Đo',
    '--login',
    'do-tai',
    '--password',
    PASSWORD,
    ...options(place),
  ]);
  const server = await serve(place);
  const officer = new Session(server.port, 4);
  await officer.post('/api/identity/session', { login: 'do-tai', password: PASSWORD });
  const tree = (await officer.get('/api/areas/tree')).items;
  // The demo has neighbours beside the commune that is measured.
  const communes = tree.filter((area) => area.kind === 'commune');
  const commune = communes.reduce((most, area) => (area.households > most.households ? area : most)).id;
  const ids = await publish(officer, commune, announcements, new Random(7));
  const cookies = await signIn(officer, server.port, commune, phones);
  await server.kill('SIGTERM');
  officer.close();
  return { engine, place, officer: officer.cookie, phones: cookies, announcements: ids, commune };
}

/** Runs `measure(server)` on a fresh copy of the commune. */
export async function onCopy(commune, measure) {
  const place = new Place(commune.engine, commune.place);
  const server = await serve(place);
  try {
    return await measure(server);
  } finally {
    await server.kill('SIGTERM');
    place.remove();
  }
}

/** The text of one HTTP request. */
export function request(method, path, cookie, body) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const about = text
    ? `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n`
    : '';
  return `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\nX-Thon: 1\r\n${about}\r\n${text}`;
}

export const scratch = (name) => join('build', `bench-${name}`);
