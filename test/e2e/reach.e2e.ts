// The job that everything hangs on, told in the order in which it happens: an announcement is written, reaches
// phones, is confirmed, is told at the door, and is proven.
import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { DESKTOP, device, enterAsHousehold, expect, signIn, test } from './support/commune.ts';
import type { House } from './support/commune.ts';
import { GROUP_HEAD, OFFICER } from './support/demo.ts';
import { look } from './support/look.ts';
import { say } from './support/say.ts';
import { readXlsx } from './support/xlsx.ts';

const TITLE = 'Lịch tiêm phòng dại cho chó, mèo';
const BODY = 'Mời các hộ đưa chó, mèo tới nhà văn hoá thôn từ 7 giờ 30 sáng Chủ nhật. Nhớ mang theo sổ tiêm.';

test.describe.configure({ mode: 'serial' });

let officer: Page;
let head: Page;
let phone: Page;
let houses: House[];
let group: string;
let pageOfAnnouncement: string;

const households = (reached: number) => say('web.coverage.households', { reached, audience: houses.length });

test.beforeAll(async ({ browser, commune }) => {
  const unit = commune.area('group');
  group = unit.name;
  houses = await commune.houses(unit);
  // The one whose story is told has no phone signed in yet.
  houses.sort((one, other) => Number(one.has_app) - Number(other.has_app));
  officer = await device(browser, DESKTOP);
  head = await device(browser);
  phone = await device(browser);
});

test.afterAll(async () => {
  for (const page of [officer, head, phone]) await page?.context().close();
});

test('people sign in: the officer by password, a household by its slip and a PIN', async ({ commune }) => {
  await officer.goto(`${commune.origin}/sign-in`);
  await look(officer, 'sign-in');
  await signIn(officer, commune, OFFICER);
  await expect(officer.getByText(say('reach.home.quick'))).toBeVisible();
  await look(officer, 'officer-home');

  await phone.goto(await commune.invitation(houses[0]!));
  await expect(phone.getByText(say('identity.enter.pin_choose'), { exact: true })).toBeVisible();
  await look(phone, 'household-invitation');
  await enterAsHousehold(phone, commune, houses[0]!);
  await expect(phone.getByRole('heading', { name: say('reach.feed.title') })).toBeVisible();
  await look(phone, 'household-feed-before');
});

test('1. the officer writes, sees whom it reaches and how, and publishes', async ({ commune }) => {
  await officer.goto(`${commune.origin}/announcements/new`);
  await officer.getByLabel(say('reach.compose.subject'), { exact: true }).fill(TITLE);
  await officer.getByLabel(say('reach.compose.body'), { exact: true }).fill(BODY);
  await officer.getByRole('searchbox', { name: say('common.search_unit') }).fill(group);
  await officer.getByRole('treeitem', { name: group }).first().click();
  await expect(officer.getByText(say('reach.compose.will_reach', { count: houses.length }))).toBeVisible();
  await expect(officer.getByText(say('reach.compose.channel.app'))).toBeVisible();
  await look(officer, 'officer-compose');
  await officer
    .getByRole('button', { name: say('reach.compose.publish_to', { count: houses.length }) })
    .click();
  const dialog = officer.getByRole('dialog');
  await expect(dialog.getByText(TITLE)).toBeVisible();
  await look(officer, 'officer-publish');
  await dialog
    .getByRole('button', { name: say('reach.compose.check_publish', { count: houses.length }) })
    .click();
  await expect(officer.getByRole('heading', { name: TITLE })).toBeVisible();
  pageOfAnnouncement = officer.url();
});

test('2. the household has it at once, without reloading, and confirms with one tap', async () => {
  await expect(phone.getByText(TITLE).first()).toBeVisible();
  await look(phone, 'household-feed');
  await phone.getByText(TITLE).first().click();
  await expect(phone.getByRole('button', { name: say('reach.feed.understood') })).toBeVisible();
  await look(phone, 'household-announcement');
  await phone.getByRole('button', { name: say('reach.feed.understood') }).click();
  await expect(phone.getByText(say('reach.feed.thanks'))).toBeVisible();
  await look(phone, 'household-confirmed');
});

test('3. coverage climbs while the officer looks: numbers, bars, the curve, down to the houses', async () => {
  await expect(officer.getByText(households(1)).first()).toBeVisible();
  await expect(officer.getByText(say('reach.page.curve'))).toBeVisible();
  await look(officer, 'officer-coverage');
  for (const level of ['village', 'group']) {
    await officer.getByRole('listitem').getByRole('button').filter({ hasText: '/' }).first().click();
    await expect(officer.getByText(households(1)).first()).toBeVisible();
    await look(officer, `officer-coverage-${level}`);
  }
  await expect(officer.getByText(say('reach.page.unreached'))).toBeVisible();
  await expect(officer.locator(`a[href="/households/${houses[0]!.id}"]`)).toHaveCount(0);
  await expect(officer.locator('a[href^="/households/"]').first()).toBeVisible();
});

test('4. the group head walks: only the houses not yet reached, in walking order, on paper too', async ({
  commune,
}) => {
  await signIn(head, commune, GROUP_HEAD);
  await head.goto(`${commune.origin}/walk`);
  await expect(head.getByText(say('reach.walk.left', { count: houses.length - 1 }))).toBeVisible();
  await look(head, 'head-walk');

  const pdf = await head.request.get(`${commune.origin}/api/reach/walk/pdf?area=${houses[0]!.area_id}`);
  expect(pdf.headers()['content-type']).toContain('application/pdf');
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: await pdf.body() }).toString();
  // By code: a long name takes two lines on paper.
  for (const house of houses.slice(1)) expect(text).toContain(house.code);

  const ticks = head.getByRole('button', { name: /^Đã báo.* nhà / });
  await ticks.first().click();
  await expect(head.getByText(say('reach.walk.left', { count: houses.length - 2 }))).toBeVisible();
  await look(head, 'head-walk-ticked');
  await expect(officer.getByText(households(2)).first()).toBeVisible();
});

test('5. 100 % stands there only when every house has evidence, and the proof names each', async ({
  commune,
}) => {
  const ticks = head.getByRole('button', { name: /^Đã báo.* nhà / });
  for (let left = houses.length - 2; left > 0; left--) {
    await expect(officer.getByText(say('web.coverage.whole'))).toHaveCount(0);
    await ticks.first().click();
    await expect(ticks).toHaveCount(left - 1);
  }
  await expect(head.getByText(say('reach.walk.all_done_title'))).toBeVisible();
  await look(head, 'head-walk-done');
  await expect(officer.getByText(say('reach.page.whole_title', { count: houses.length }))).toBeVisible();
  await look(officer, 'officer-whole');

  await officer.goto(pageOfAnnouncement);
  const [download] = await Promise.all([
    officer.waitForEvent('download'),
    officer.getByRole('button', { name: say('reach.page.proof') }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  const proof = readXlsx(readFileSync(await download.path()));
  for (const house of houses) expect(proof.texts).toContain(house.head_name);
  expect(proof.rows).toBeGreaterThan(houses.length);
  expect(commune.area('group').households).toBe(houses.length);
});
