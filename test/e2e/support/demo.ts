import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '../../support/thon.mjs';

export const THON = process.env.THON ?? 'build/debug/thon';
/** The demo's people, as `thon serve` prints them and the README lists them. */
export const PASSWORD = 'song-phuong-2023';
export const OFFICER = 'canbo';
export const GROUP_HEAD = 'to01';
export const ADMINISTRATOR = { login: 'quantri', password: PASSWORD };

/** Loads the demo commune once; every file of journeys starts from a copy of it. */
export default function loadDemo(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'thon-e2e-'));
  const data = join(folder, 'demo');
  command(THON, ['demo', '--data', data]);
  process.env.THON_E2E_DEMO = data;
  return () => rmSync(folder, { recursive: true, force: true });
}
