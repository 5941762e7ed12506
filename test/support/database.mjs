// Databases of their own for tests that run the program on PostgreSQL.
import { spawnSync } from 'node:child_process';

/** Makes an empty database on the server of THON_TEST_POSTGRES; answers its address. */
export function createDatabase(name) {
  const url = process.env.THON_TEST_POSTGRES;
  if (!url) throw new Error('THON_TEST_POSTGRES is not set');
  const done = spawnSync('psql', ['-qd', url, '-c', `CREATE DATABASE ${name}`], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return url.replace(/[^/]*$/, name);
}
