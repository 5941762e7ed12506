// The last mile without a network: a group head walks, the browser is closed and opened again, and what was ticked
// counts once, at its own time.
import type { Page } from '@playwright/test';
import { Session } from '../support/session.mjs';
import { expect, signIn, test } from './support/commune.ts';
import type { Commune } from './support/commune.ts';
import { PASSWORD } from './support/demo.ts';
import { look } from './support/look.ts';
import { keptForOffline, Phone } from './support/phone.ts';
import { say } from './support/say.ts';
import { Wire } from './support/wire.ts';
import { instantOf, readXlsx } from './support/xlsx.ts';

// The proof tells times to the second.
const ROUNDING_MS = 1_000;
const FIRST = 20;
const SECOND = 5;

/** Where several are on their way, only the one that is counted is ticked. */
async function only(page: Page, announcement: string): Promise<void> {
  const which = page.getByLabel(say('reach.walk.which'));
  await expect(ticksOn(page).first()).toBeVisible();
  if (await which.count()) await which.selectOption(announcement);
}

const ticksOn = (page: Page) => page.getByRole('button', { name: /^Đã báo.* nhà / });

interface Walked {
  login: string;
  session: Session;
  area: string;
  announcement: string;
}

/** The head of a group that is large enough, with an announcement that nobody there knows of yet. */
async function headWithWork(commune: Commune): Promise<Walked> {
  const port = Number(new URL(commune.origin).port);
  for (let group = 1; group <= 36; group++) {
    const login = `to${String(group).padStart(2, '0')}`;
    const session = new Session(port);
    await session.post('/api/identity/session', { login, password: PASSWORD });
    const area = (await session.get('/api/areas/tree')).items.find(
      (unit: { kind: string }) => unit.kind === 'group',
    );
    if (area.households > FIRST + SECOND) {
      const { id, version } = await commune.administrator.post('/api/reach/announcements', {
        id: crypto.randomUUID(),
        area_ids: [area.id],
        title: 'Ngày mai cắt nước để sửa đường ống',
        body: 'Các hộ trữ nước dùng trong một ngày.',
        content_class: 14,
        ask_confirmation: false,
      });
      await commune.administrator.post(`/api/reach/announcements/${id}/publish`, { version });
      return { login, session, area: area.id, announcement: id };
    }
    session.close();
  }
  throw new Error('no group of the demo is large enough');
}

test('a group head ticks 25 houses without a network, with the browser closed in between', async ({
  commune,
}) => {
  const { login, session, area, announcement } = await headWithWork(commune);
  const told = async () =>
    (await session.get(`/api/reach/announcements/${announcement}/coverage?area=${area}`)).unit.coverage.told;
  const before = await told();
  /** When somebody of the group is known to have been reached, as the proof tells it. */
  const instants = async (): Promise<number[]> => {
    const path = `/api/reach/announcements/${announcement}/proof?area=${area}`;
    return readXlsx(await commune.administrator.call('GET', path))
      .numbers.flat()
      .map(instantOf);
  };
  /** From the first moment to the last of some deeds on this phone. */
  const during = async (deeds: () => Promise<void>): Promise<(at: number) => boolean> => {
    const from = Date.now();
    await deeds();
    const to = Date.now();
    return (at) => at >= from - ROUNDING_MS && at <= to + ROUNDING_MS;
  };
  const wire = await Wire.to(Number(new URL(commune.origin).port));
  const phone = new Phone();
  try {
    let page = await phone.on();
    await signIn(page, { ...commune, origin: wire.origin } as Commune, login);
    await page.goto(`${wire.origin}/walk?area=${area}`);
    await keptForOffline(page, say('reach.walk.ready_offline'));
    await look(page, 'walk-ready-offline');

    wire.cut();
    const ticks = ticksOn(page);
    await only(page, announcement);
    const houses = await ticks.count();
    const first = await during(async () => {
      for (let done = 1; done <= FIRST; done++) {
        await ticks.first().click();
        await expect(ticks).toHaveCount(houses - done);
      }
    });
    await expect(page.getByText(say('reach.walk.waiting', { count: FIRST })).first()).toBeVisible();
    await phone.off();

    page = await phone.on();
    await page.goto(`${wire.origin}/walk?area=${area}`);
    await only(page, announcement);
    await expect(ticksOn(page)).toHaveCount(houses - FIRST);
    const second = await during(async () => {
      for (let done = 1; done <= SECOND; done++) {
        await ticksOn(page).first().click();
        await expect(ticksOn(page)).toHaveCount(houses - FIRST - done);
      }
    });
    await look(page, 'walk-offline');
    expect(await told()).toBe(before);

    // The first answer is lost on its way: what is sent again must not count again.
    let lost = 0;
    wire.losing = (path) => path.startsWith('/api/reach/told') && lost++ === 0;
    wire.mend();
    await page.reload();
    await expect.poll(told).toBe(before + FIRST + SECOND);
    await expect(page.getByText(say('reach.walk.waiting', { count: 1 }))).toHaveCount(0);
    await expect.poll(() => lost).toBeGreaterThan(1);
    await look(page, 'walk-back-online');

    // The proof tells when each was told: when somebody stood at the door, not when the phone came home.
    const toldAt = await instants();
    expect(toldAt.filter(first)).toHaveLength(FIRST);
    expect(toldAt.filter(second)).toHaveLength(SECOND);
    expect(await told()).toBe(before + FIRST + SECOND);
  } finally {
    await phone.throwAway();
    await wire.close();
    session.close();
  }
});
