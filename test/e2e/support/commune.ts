// A running commune for a file of journeys, with the people the stories tell of.
import { test as base, expect } from '@playwright/test';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Session } from '../../support/session.mjs';
import { freePort, launch } from '../../support/thon.mjs';
import { ADMINISTRATOR, PASSWORD, THON } from './demo.ts';
import { say } from './say.ts';

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 800 };
const PIN = '2468';

interface Area {
  id: string;
  parent_id: string | null;
  kind: string;
  name: string;
  households: number;
}

export interface House {
  id: string;
  code: string;
  head_name: string;
  area_id: string;
  has_app: boolean;
}

export class Commune {
  readonly origin: string;
  readonly administrator: Session;
  areas: Area[] = [];

  constructor(origin: string, administrator: Session) {
    this.origin = origin;
    this.administrator = administrator;
  }

  area(kind: string, nth = 0): Area {
    const found = this.areas.filter((area) => area.kind === kind)[nth];
    if (!found) throw new Error(`the demo has no ${kind} number ${nth}`);
    return found;
  }

  async houses(area: Area): Promise<House[]> {
    return this.administrator.all(`/api/households?area=${area.id}`);
  }

  /** The address that the QR code of a household's slip holds, at this server. */
  async invitation(house: House): Promise<string> {
    const { url } = await this.administrator.post(`/api/households/${house.id}/invitation`);
    return `${this.origin}/m${new URL(url).hash}`;
  }
}

/** Signs an officer in through the form. */
export async function signIn(
  page: Page,
  commune: Commune,
  login: string,
  password = PASSWORD,
): Promise<void> {
  await page.goto(`${commune.origin}/sign-in`);
  await page.getByLabel(say('identity.enter.login')).fill(login);
  await page.getByLabel(say('identity.enter.password'), { exact: true }).fill(password);
  await page.getByRole('button', { name: say('identity.enter.submit') }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Opens a household's slip for the first time and chooses a PIN. */
export async function enterAsHousehold(page: Page, commune: Commune, house: House): Promise<void> {
  await page.goto(await commune.invitation(house));
  for (const step of ['identity.enter.pin_choose', 'identity.enter.pin_repeat']) {
    await expect(page.getByText(say(step), { exact: true })).toBeVisible();
    for (const digit of PIN) await page.getByRole('button', { name: digit, exact: true }).click();
    await page.locator('.pad').getByRole('button').last().click();
  }
  await expect(page).not.toHaveURL(/\/m/);
}

/** A browser of one's own, as on another person's device. */
export async function device(
  browser: Browser,
  viewport = PHONE,
  more: BrowserContextOptions = {},
): Promise<Page> {
  const own = { viewport, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', ...more };
  const context = await browser.newContext(own);
  return context.newPage();
}

/** Starts the program on a folder of its own; `from` is copied into it. */
export async function startThon(from?: string) {
  const data = mkdtempSync(join(tmpdir(), 'thon-e2e-data-'));
  if (from) cpSync(from, data, { recursive: true });
  const args = ['--rate-per-second', '0', '--sign-ins-per-minute', '0', '--log-level', 'warning'];
  args.push('--channels-private', 'true'); // stand-ins for providers are on this machine
  const server = await launch({ thon: THON, data, port: await freePort(), args }).ready();
  const stop = async () => {
    const { code } = await server.kill('SIGTERM');
    rmSync(data, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the program ended with ${code}\n${server.output}`);
  };
  return { server, stop };
}

export const test = base.extend<object, { commune: Commune }>({
  commune: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what is needed: nothing
    async ({}, use) => {
      const { server, stop } = await startThon(process.env.THON_E2E_DEMO);
      const administrator = new Session(server.port, 4);
      await administrator.post('/api/identity/session', ADMINISTRATOR);
      const commune = new Commune(server.origin, administrator);
      commune.areas = (await administrator.get('/api/areas/tree')).items;
      await use(commune);
      administrator.close();
      await stop();
    },
    { scope: 'worker' },
  ],
});

export { expect };
