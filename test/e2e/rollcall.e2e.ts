// The hour after a flood: the commune calls, a household taps without a network, the group head walks, help is taken and
// done, and everyone is seen.
import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { DESKTOP, device, enterAsHousehold, expect, signIn, test } from './support/commune.ts';
import type { House } from './support/commune.ts';
import { GROUP_HEAD, OFFICER } from './support/demo.ts';
import { look } from './support/look.ts';
import { say } from './support/say.ts';
import { readXlsx } from './support/xlsx.ts';

const TITLE = 'Nước sông Đáy lên nhanh, bờ bãi bị ngập';
const BODY = 'Các gia đình ngoài bãi chuyển đồ lên cao. Báo ngay tình hình để thôn cử người giúp.';

test.describe.configure({ mode: 'serial' });

// The officer at a desk, the head of the group on foot, a household.
let officer: Page;
let phone: Page;
let head: Page;
/** The address of the roll-call. */
let page: string;
let group: string;
let village: string;
let houses: House[];

const button = (on: Page, key: string, values = {}) =>
  on.getByRole('button', { name: say(key, values), exact: true });
const big = (on: Page, answer: 'safe' | 'needs_help') =>
  on.getByRole('button', { name: new RegExp(`^${say(`rollcall.mine.${answer}`)} `) });
/** The figures of the unit that is looked at: safe, needing help, not seen. */
const parts = (on: Page, safe: number, needs: number, unseen: number) => {
  const figures = [
    `${say('rollcall.part.safe')}: ${safe}`,
    `${say('rollcall.part.needs')}: ${needs}`,
    `${say('rollcall.part.unseen')}: ${unseen}`,
    say('rollcall.part.of', { count: safe + needs + unseen }),
  ];
  return on.getByRole('img', { name: figures.join(', '), exact: true }).first();
};

test.beforeAll(async ({ browser, commune }) => {
  const unit = commune.area('group');
  group = unit.name;
  village = commune.area('village').name;
  houses = await commune.houses(unit);
  // The one whose story is told has no phone signed in yet.
  houses.sort((one, other) => Number(one.has_app) - Number(other.has_app));
  officer = await device(browser, DESKTOP);
  head = await device(browser);
  phone = await device(browser);
  await signIn(officer, commune, OFFICER);
  await enterAsHousehold(phone, commune, houses[0]!);
});

test.afterAll(async () => {
  for (const one of [officer, head, phone]) await one?.context().close();
});

test('1. the commune calls one group; the drill before stands in the list with its times', async ({
  commune,
}) => {
  await officer.goto(`${commune.origin}/rollcall`);
  await expect(officer.getByText(say('rollcall.list.over'), { exact: true })).toBeVisible();
  await look(officer, 'rollcall-list');
  await officer.getByRole('link', { name: say('rollcall.list.new') }).click();
  await button(officer, 'rollcall.form.start').click();
  await expect(officer.getByText(say('rollcall.form.title_missing')).first()).toBeVisible();
  await officer.getByLabel(say('rollcall.form.name'), { exact: true }).fill(TITLE);
  await officer.getByLabel(say('rollcall.form.body'), { exact: true }).fill(BODY);
  await officer.getByLabel(new RegExp(`^${say('rollcall.form.meeting_point')}`)).fill('Nhà văn hóa thôn');
  await officer.getByRole('searchbox', { name: say('common.search_unit') }).fill(group);
  await officer.getByRole('treeitem', { name: group }).first().click();
  await expect(officer.getByText(say('rollcall.form.units_count', { count: houses.length }))).toBeVisible();
  await look(officer, 'rollcall-start');
  await button(officer, 'rollcall.form.start').click();
  await look(officer, 'rollcall-start-sure');
  await officer
    .getByRole('dialog')
    .getByRole('button', { name: say('rollcall.form.start') })
    .click();
  await expect(officer.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(parts(officer, 0, 0, houses.length)).toBeVisible();
  page = officer.url();
  await look(officer, 'rollcall-page');
});

test('2. the household is called at once, above everything else, and taps without a network', async ({
  commune,
}) => {
  const card = phone.locator('a[href^="/rollcall/"]');
  await expect(card).toBeVisible();
  await expect(card).toHaveClass(/urgent/);
  expect(await phone.locator('main li a').first().getAttribute('href')).toMatch(/^\/rollcall\//);
  await look(phone, 'household-called');
  await card.click();
  await expect(big(phone, 'safe')).toBeVisible();
  await look(phone, 'household-rollcall');

  // The worker keeps the app; from here on there is no network at all.
  await phone.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await phone.context().setOffline(true);
  await big(phone, 'safe').click();
  await expect(phone.getByText(say('rollcall.mine.waiting'))).toBeVisible();
  await look(phone, 'household-rollcall-offline');
  await phone.reload();
  await expect(big(phone, 'safe')).toHaveAttribute('aria-pressed', 'true');
  await expect(phone.getByText(say('rollcall.mine.waiting'))).toBeVisible();
  await expect(parts(officer, 0, 0, houses.length)).toBeVisible();

  await phone.context().setOffline(false);
  await expect(phone.getByText(say('rollcall.mine.received'))).toBeVisible();
  await expect(parts(officer, 1, 0, houses.length - 1)).toBeVisible();
  await phone.reload();
  await expect(big(phone, 'safe')).toHaveAttribute('aria-pressed', 'true');
  const mine = await (await phone.request.get(`${commune.origin}/api/rollcall/mine`)).json();
  expect(mine.items[0].reports).toHaveLength(1);
});

test('3. it needs help after all, says what, and the officer goes', async () => {
  await big(phone, 'needs_help').click();
  await expect(phone.getByRole('heading', { name: say('rollcall.mine.more_title') })).toBeVisible();
  await expect(parts(officer, 0, 1, houses.length - 1)).toBeVisible();
  await phone.getByText(say('rollcall.need.medical'), { exact: true }).click();
  await phone.getByLabel(new RegExp(`^${say('rollcall.mine.people').replace('?', '\\?')}`)).fill('2');
  await phone
    .getByLabel(new RegExp(`^${say('rollcall.mine.place').replace('?', '\\?')}`))
    .fill('Trên gác, nhà ngang');
  await phone.getByLabel(new RegExp(`^${say('rollcall.mine.note')}`)).fill('Bà cụ sốt cao');
  await look(phone, 'household-needs-help');
  await button(phone, 'rollcall.mine.more_send').click();
  await expect(officer.getByText('Bà cụ sốt cao')).toBeVisible();
  await look(officer, 'rollcall-needs');
  await button(officer, 'rollcall.page.take').click();
  await expect(button(officer, 'rollcall.page.release')).toBeVisible();
  await expect(phone.getByText(/đã nhận đến giúp gia đình/)).toBeVisible();
  await look(phone, 'household-helper');
  await button(officer, 'rollcall.page.helped').click();
  await expect(parts(officer, 1, 0, houses.length - 1)).toBeVisible();
  await expect(phone.getByText(/gia đình đã được giúp/)).toBeVisible();
});

test('4. the group head walks without a network; paper and spreadsheet name whom to look for', async ({
  commune,
}) => {
  await signIn(head, commune, GROUP_HEAD);
  await head.goto(page);
  await expect(head.getByRole('heading', { name: TITLE })).toBeVisible();
  const [sheet] = await Promise.all([
    head.waitForEvent('download'),
    (async () => {
      await head.getByRole('button', { name: say('rollcall.page.more') }).click();
      await head.getByText(say('rollcall.page.sheet')).click();
    })(),
  ]);
  const { texts, rows } = readXlsx(readFileSync(await sheet.path()));
  for (const house of houses.slice(1)) expect(texts).toContain(house.code);
  expect(texts).not.toContain(houses[0]!.code);
  expect(rows).toBeGreaterThanOrEqual(houses.length - 1);
  const id = new URL(page).pathname.split('/').at(-1);
  const paper = await head.request.get(
    `${commune.origin}/api/rollcall/calls/${id}/paper?area=${houses[0]!.area_id}`,
  );
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: await paper.body() }).toString();
  for (const house of houses) expect(text).toContain(house.code);

  await head.getByRole('link', { name: say('rollcall.page.doors') }).click();
  await expect(parts(head, 1, 0, houses.length - 1)).toBeVisible();
  await look(head, 'rollcall-doors');
  await head.context().setOffline(true);
  const safe = head.getByRole('button', { name: /^Nhà .* an toàn$/ });
  for (let left = houses.length - 1; left > 1; left--) {
    await safe.first().click();
    await expect(safe).toHaveCount(left - 1);
  }
  await head.getByRole('button', { name: /^Ghi tình hình khác/ }).click();
  await head.getByRole('dialog').getByText(say('rollcall.mark.not_found'), { exact: true }).click();
  await look(head, 'rollcall-mark');
  await head
    .getByRole('dialog')
    .getByRole('button', { name: say('common.save') })
    .click();
  await expect(head.getByText(say('rollcall.doors.waiting', { count: houses.length - 1 }))).toBeVisible();
  await look(head, 'rollcall-doors-offline');
  await expect(parts(officer, 1, 0, houses.length - 1)).toBeVisible();
  await head.context().setOffline(false);
  await expect(parts(officer, houses.length - 1, 0, 1)).toBeVisible();
  await expect(head.getByText(/chờ mạng để gửi/)).toHaveCount(0);
  await expect(officer.getByText(say('rollcall.page.not_found', { count: 1 }))).toBeVisible();
});

test('5. it is widened, found, and ended with the reason, which households read', async () => {
  await officer.getByRole('button', { name: say('rollcall.page.more') }).click();
  await officer.getByText(say('rollcall.page.widen'), { exact: true }).click();
  const dialog = officer.getByRole('dialog');
  await dialog.getByRole('searchbox', { name: say('common.search_unit') }).fill(village);
  await dialog.getByRole('treeitem', { name: village }).first().click();
  await look(officer, 'rollcall-widen');
  await dialog.getByRole('button', { name: say('rollcall.page.widen') }).click();
  await expect(dialog).toBeHidden();
  await officer.goto(page);
  await expect(officer.getByRole('button', { name: new RegExp(group) }).first()).toBeVisible();
  await look(officer, 'rollcall-village');
  await officer
    .getByRole('button', { name: new RegExp(`^${group}`) })
    .first()
    .click();
  await expect(parts(officer, houses.length - 1, 0, 1)).toBeVisible();
  await officer.getByText(say('rollcall.page.safe', { count: houses.length - 1 })).click();
  await officer.getByRole('searchbox', { name: say('rollcall.page.search') }).fill(houses[0]!.code);
  await expect(officer.getByText(houses[0]!.code)).toBeVisible();
  await expect(officer.getByText(houses[1]!.code)).toHaveCount(0);
  await look(officer, 'rollcall-search');

  await button(officer, 'rollcall.page.end').click();
  await officer.getByLabel(say('rollcall.page.reason'), { exact: true }).fill('Nước đã rút, bà con về nhà');
  await look(officer, 'rollcall-end');
  await officer
    .getByRole('dialog')
    .getByRole('button', { name: say('rollcall.page.end') })
    .click();
  await expect(officer.getByText(/Nước đã rút, bà con về nhà/)).toBeVisible();
  await expect(phone.getByText(/Nước đã rút, bà con về nhà/)).toBeVisible();
  await look(phone, 'household-rollcall-ended');
});

test('6. with the largest letters everything is still there', async ({ commune }) => {
  const started = await commune.administrator.post('/api/rollcall/calls', {
    id: crypto.randomUUID(),
    area_ids: [houses[0]!.area_id],
    kind: 'storm',
    title: 'Diễn tập trước mùa bão',
    body: 'Mỗi gia đình bấm một lần.',
    drill: true,
  });
  await phone.goto(`${commune.origin}/`);
  await phone.evaluate(() => localStorage.setItem('thon.zoom', '2'));
  await phone.reload();
  const card = phone.locator(`a[href="/rollcall/${started.id}"]`);
  await expect(card).toBeVisible();
  await look(phone, 'household-large-called');
  await card.click();
  await big(phone, 'needs_help').click();
  await expect(phone.getByText(say('rollcall.mine.drill')).first()).toBeVisible();
  await look(phone, 'household-large-rollcall');
});
