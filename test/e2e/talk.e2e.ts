// A household asks without a network, the village answers and forwards, two questions become one thread; then a
// group talks, and its head moderates.
import type { Page } from '@playwright/test';
import { DESKTOP, device, enterAsHousehold, expect, signIn, test } from './support/commune.ts';
import type { House } from './support/commune.ts';
import { OFFICER } from './support/demo.ts';
import { look } from './support/look.ts';
import { say } from './support/say.ts';

const HEAD = 'thon1';
const GROUP_HEAD = 'to02';
const QUESTION = 'Bao giờ có lịch gieo mạ vụ này, thôn có cấp giống không?';
const SAME = 'Năm nay thôn có hỗ trợ giống lúa không ạ?';
const ANSWER = 'Xã cấp giống vào thứ tư tuần tới, mỗi sào 2 kg. Bà con nhận tại nhà văn hóa thôn.';
const MORE = 'Nhà không đi nhận được thì nhờ ai ạ?';

test.describe.configure({ mode: 'serial' });

let group: string;
let houses: House[];
let head: Page;
let officer: Page;
let phone: Page;
let neighbour: Page;

const field = (page: Page, key: string) => page.getByLabel(say(key), { exact: true });
const button = (page: Page, key: string) => page.getByRole('button', { name: say(key), exact: true });
const foot = (page: Page, key: string) => page.locator('nav').getByRole('link', { name: say(key) });

test.beforeAll(async ({ browser, commune }) => {
  head = await device(browser, DESKTOP);
  officer = await device(browser, DESKTOP);
  const unit = commune.area('group', 1);
  // Those whose story is told have no phone signed in yet.
  houses = (await commune.houses(unit)).toSorted((one, other) => Number(one.has_app) - Number(other.has_app));
  group = unit.name;
  phone = await device(browser);
  neighbour = await device(browser);
  await signIn(head, commune, HEAD);
  await signIn(officer, commune, OFFICER);
  await enterAsHousehold(phone, commune, houses[0]!);
  await enterAsHousehold(neighbour, commune, houses[1]!);
});

test.afterAll(async () => {
  for (const page of [head, officer, phone, neighbour]) await page?.context().close();
});

test('1. a household asks while there is no network; it is sent once, by itself', async () => {
  await expect(foot(phone, 'talk.nav.questions')).toBeVisible();
  await look(phone, 'talk-household-foot');
  await foot(phone, 'talk.nav.questions').click();
  await expect(phone.getByText(say('talk.own.none'))).toBeVisible();
  await look(phone, 'talk-household-none');
  await phone.getByRole('link', { name: say('talk.own.new') }).click();
  await expect(phone.getByRole('radio').first()).toBeAttached();
  await field(phone, 'talk.own.body').fill(QUESTION);
  await look(phone, 'talk-household-ask');
  await phone.context().setOffline(true);
  await button(phone, 'talk.own.send').click();
  await expect(phone.getByText(QUESTION)).toBeVisible();
  await expect(phone.getByText(say('talk.own.unsent_text'))).toBeVisible();
  await look(phone, 'talk-household-unsent');
  await phone.context().setOffline(false);
  await expect(phone.getByText(say('talk.own.waits'))).toBeVisible();
  await look(phone, 'talk-household-waits');
});

test('2. the village head sees who asks, and answers with what is kept', async ({ commune }) => {
  await head.goto(`${commune.origin}/questions`);
  await expect(head.getByText(QUESTION)).toBeVisible();
  await expect(head.getByText(say('talk.desk.show.mine'))).toBeVisible();
  await look(head, 'talk-desk');
  await head.getByText(QUESTION).click();
  await button(head, 'talk.page.take').click();
  await expect(button(head, 'talk.page.take')).toHaveCount(0);
  await button(head, 'talk.page.canned').click();
  await field(head, 'talk.settings.canned_search').fill('khai sinh');
  await expect(head.getByText('Đăng ký khai sinh')).toBeVisible();
  await look(head, 'talk-canned');
  await head
    .getByRole('dialog')
    .getByRole('button', { name: say('common.close') })
    .click();
  await field(head, 'talk.page.answer').fill(ANSWER);
  await look(head, 'talk-page');
  await button(head, 'talk.page.send').click();
  await expect(head.getByText(say('talk.status.answered'), { exact: true })).toBeVisible();

  await expect(phone.getByText(ANSWER)).toBeVisible();
  await expect(phone.getByText(say('talk.own.is_answered'), { exact: true })).toBeVisible();
  await look(phone, 'talk-household-answered');
  await field(phone, 'talk.own.ask_on').fill(MORE);
  await button(phone, 'talk.own.send_on').click();
  await expect(phone.getByText(say('talk.own.waits'))).toBeVisible();
  await expect(head.getByText(MORE)).toBeVisible();
});

test('3. the same question of a neighbour joins the thread; neither sees the other', async ({ commune }) => {
  await neighbour.goto(`${commune.origin}/questions/new`);
  await field(neighbour, 'talk.own.body').fill(SAME);
  await button(neighbour, 'talk.own.send').click();
  await expect(neighbour.getByText(say('talk.own.waits'))).toBeVisible();
  await head.goto(`${commune.origin}/questions`);
  await head.getByText(SAME).click();
  await expect(button(head, 'talk.page.send')).toBeVisible();
  await head.getByRole('button', { name: say('talk.page.more') }).click();
  await head.getByRole('menuitem', { name: say('talk.page.merge') }).click();
  await expect(head.getByRole('dialog').getByText(QUESTION)).toBeVisible();
  await look(head, 'talk-merge');
  await head.getByRole('dialog').getByText(QUESTION).click();
  await expect(head.getByText(say('talk.page.people', { count: 2 }))).toBeVisible();
  await expect(neighbour.getByText(ANSWER)).toBeVisible();
  await expect(neighbour.getByText(QUESTION)).toHaveCount(0);
  await expect(neighbour.getByText(MORE)).toHaveCount(0);
  await look(head, 'talk-merged');
});

test('4. the thread goes up to the commune, which closes it; the household reads why', async ({
  commune,
}) => {
  await head.getByRole('button', { name: say('talk.page.more') }).click();
  await head.getByRole('menuitem', { name: say('talk.page.forward') }).click();
  await field(head, 'talk.page.forward_to').selectOption({ label: commune.area('commune').name });
  await look(head, 'talk-forward');
  await button(head, 'talk.page.forward_now').click();
  await expect(
    head.getByText(say('talk.page.elsewhere', { unit: commune.area('commune').name })),
  ).toBeVisible();
  await officer.goto(`${commune.origin}/questions`);
  await officer.getByText(QUESTION).click();
  await officer.getByRole('button', { name: say('talk.page.more') }).click();
  await officer.getByRole('menuitem', { name: say('talk.page.close') }).click();
  await field(officer, 'talk.page.close_reason').fill('Đã trao đổi tại buổi họp thôn.');
  await button(officer, 'talk.page.close_now').click();
  await expect(officer.getByText(say('talk.status.closed')).first()).toBeVisible();
  await expect(phone.getByText('Đã trao đổi tại buổi họp thôn.')).toBeVisible();
  await phone.goto(`${commune.origin}/questions`);
  await look(phone, 'talk-household-list');
  await officer.goto(`${commune.origin}/questions/settings`);
  await expect(officer.getByText('Đăng ký khai sinh')).toBeVisible();
  await look(officer, 'talk-settings');
});

test('5. a group talks; its head hides a post with the reason and pins another', async ({
  browser,
  commune,
}) => {
  await phone.goto(`${commune.origin}/conversations`);
  await phone.getByRole('link', { name: new RegExp(group) }).click();
  await expect(phone.getByText(say('talk.conversation.empty'))).toBeVisible();
  await look(phone, 'talk-conversation-empty');
  const write = async (page: Page, text: string) => {
    await page.getByPlaceholder(say('talk.conversation.write')).fill(text);
    await button(page, 'talk.conversation.send').click();
    await expect(page.getByText(text)).toBeVisible();
  };
  await write(phone, 'Chiều mai nhà tôi gặt, ai rảnh sang giúp một tay nhé.');
  await neighbour.goto(phone.url());
  await expect(neighbour.getByText('Chiều mai nhà tôi gặt', { exact: false })).toBeVisible();
  await write(neighbour, 'Bán xe máy cũ giá rẻ!!!');
  await expect(phone.getByText('Bán xe máy cũ giá rẻ!!!')).toBeVisible();
  await phone
    .getByRole('button', { name: /Việc khác với bài/ })
    .last()
    .click();
  await phone.getByRole('menuitem', { name: say('talk.conversation.report') }).click();
  await field(phone, 'talk.conversation.reason').fill('Rao bán trong nhóm');
  await look(phone, 'talk-report');
  await button(phone, 'talk.conversation.report_now').click();
  await expect(phone.getByText(say('talk.conversation.reported'))).toBeVisible();

  const leader = await device(browser, DESKTOP);
  await signIn(leader, commune, GROUP_HEAD);
  await leader.goto(`${commune.origin}/conversations`);
  await expect(leader.getByText(say('talk.conversation.reports', { count: 1 }))).toBeVisible();
  await look(leader, 'talk-conversations');
  await leader.getByRole('link', { name: new RegExp(group) }).click();
  await expect(leader.getByText(say('talk.moderation.reports', { count: 1 }))).toBeVisible();
  await look(leader, 'talk-moderation');
  await leader
    .getByRole('button', { name: /Việc khác với bài/ })
    .last()
    .click();
  await leader.getByRole('menuitem', { name: say('talk.conversation.hide') }).click();
  await field(leader, 'talk.conversation.reason').fill('Nhóm không dùng để rao bán');
  await leader
    .getByRole('dialog')
    .getByRole('button', { name: say('talk.conversation.hide_now') })
    .click();
  await expect(phone.getByText('Nhóm không dùng để rao bán', { exact: false })).toBeVisible();
  await expect(phone.getByText('Bán xe máy cũ giá rẻ!!!')).toHaveCount(0);
  await leader
    .getByRole('button', { name: /Việc khác với bài/ })
    .first()
    .click();
  await leader.getByRole('menuitem', { name: say('talk.conversation.pin') }).click();
  await expect(phone.getByText(say('talk.conversation.pinned')).first()).toBeVisible();
  await look(phone, 'talk-conversation');
  await look(leader, 'talk-moderated');
  await leader.context().close();
});

test('6. letters of twice the size still fit a small phone', async ({ commune }) => {
  await phone.evaluate(() => localStorage.setItem('thon.zoom', '2'));
  for (const [path, name] of [
    ['/questions', 'talk-zoom-list'],
    ['/questions/new', 'talk-zoom-ask'],
    ['/conversations', 'talk-zoom-conversations'],
  ] as const) {
    await phone.goto(commune.origin + path);
    await expect(phone.getByRole('heading').first()).toBeVisible();
    await look(phone, name);
  }
});
