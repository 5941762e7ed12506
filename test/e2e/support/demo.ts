import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '../../support/thon.mjs';

export const THON = process.env.THON ?? 'build/debug/thon';
export const ADMINISTRATOR = { login: 'quan-tri-thu', password: 'mat-khau-cua-lan-thu' };

/** Loads the demo commune once; every file of journeys starts from a copy of it. */
export default function loadDemo(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'thon-e2e-'));
  const data = join(folder, 'demo');
  command(THON, ['demo', '--data', data]);
  const { login, password } = ADMINISTRATOR;
  const who = ['--name', 'Đỗ Thị Thử', '--login', login, '--password', password];
  command(THON, ['user', 'add', ...who, '--data', data]);
  process.env.THON_E2E_DEMO = data;
  return () => rmSync(folder, { recursive: true, force: true });
}
