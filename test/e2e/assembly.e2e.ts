// What a village decides together: a head opens a vote by the steps of the law, a household votes and changes its
// mind, the counting team enters papers, and the minutes are downloaded; then a poll and a meeting.
import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { DESKTOP, device, enterAsHousehold, expect, signIn, test } from './support/commune.ts';
import type { House } from './support/commune.ts';
import { look } from './support/look.ts';
import { say } from './support/say.ts';

const TITLE = 'Lắp đèn chiếu sáng ở ngõ 2 và ngõ 3';
const BODY = 'Mỗi ngõ lắp bốn bóng đèn tiết kiệm điện. Tiền điện lấy từ quỹ thôn.';
const HEAD = 'thon1';
const KIND = say('assembly.kind.6.2');

test.describe.configure({ mode: 'serial' });

let head: Page;
let phone: Page;
let houses: House[];
let group: string;
let voteUrl: string;

const button = (page: Page, key: string, values = {}) =>
  page.getByRole('button', { name: say(key, values), exact: true });
const field = (page: Page, key: string) => page.getByLabel(say(key), { exact: true });
const voted = (count: number) => say('assembly.bar.voted_of', { voted: count, count: houses.length });

test.beforeAll(async ({ browser, commune }) => {
  const unit = commune.area('group', 1);
  group = unit.name;
  houses = await commune.houses(unit);
  // The one whose story is told has no phone signed in yet.
  houses.sort((one, other) => Number(one.has_app) - Number(other.has_app));
  head = await device(browser, DESKTOP);
  phone = await device(browser);
  await signIn(head, commune, HEAD);
});

test.afterAll(async () => {
  for (const page of [head, phone]) await page?.context().close();
});

test('1. the village head writes the vote; what needs a meeting cannot be chosen', async ({ commune }) => {
  await head.goto(`${commune.origin}/assembly`);
  await expect(head.getByText(say('assembly.status.open')).first()).toBeVisible();
  await look(head, 'assembly-list');
  await head.goto(`${commune.origin}/assembly/votes/new`);
  await field(head, 'assembly.form.kind').selectOption(KIND);
  const election = head.getByRole('option', { name: new RegExp(say('assembly.kind.4.1')) });
  await expect(election).toBeDisabled();
  await field(head, 'assembly.form.vote_question').fill(TITLE);
  await field(head, 'assembly.form.vote_body').fill(BODY);
  // The whole village is ticked at first: this one is for a single group.
  await head.getByRole('treeitem', { selected: true }).first().click();
  await head.getByRole('treeitem', { name: group }).first().click();
  await expect(head.getByText(say('assembly.form.units_count', { count: houses.length }))).toBeVisible();
  const team = [
    [
      'assembly.team.head_name',
      'Bùi Đình Khoát',
      'assembly.team.head_office',
      'Trưởng ban công tác Mặt trận',
    ],
    ['assembly.team.name', 'Nguyễn Thị Nhài', 'assembly.team.office', 'Chi hội trưởng Phụ nữ'],
    ['assembly.team.name', 'Tạ Văn Nghiêm', 'assembly.team.office', 'Chi hội trưởng Cựu chiến binh'],
  ] as const;
  for (const [nameKey, name, officeKey, office] of team) {
    await button(head, 'assembly.team.add').click();
    await field(head, nameKey).last().fill(name);
    await field(head, officeKey).last().fill(office);
  }
  await look(head, 'assembly-vote-form');
  await button(head, 'assembly.form.save').click();
  await expect(head.getByRole('heading', { name: TITLE })).toBeVisible();
  voteUrl = head.url();
});

test('2. head and Front agree that no meeting is needed; households are asked, on paper too', async ({
  commune,
}) => {
  await enterAsHousehold(phone, commune, houses[0]!);
  await button(head, 'assembly.next.agree').click();
  await field(head, 'assembly.next.front_head').fill('Bùi Đình Khoát');
  await look(head, 'assembly-agree');
  await button(head, 'assembly.next.ask_now').click();
  await expect(head.getByText(say('assembly.status.asking'))).toBeVisible();

  await expect(phone.getByText(TITLE).first()).toBeVisible();
  await look(phone, 'household-waiting');
  await phone.getByText(TITLE).first().click();
  await look(phone, 'household-consent');
  await button(phone, 'assembly.card.consent_yes').click();
  await expect(phone.getByText(say('assembly.card.consent_given'))).toBeVisible();

  await head.getByRole('link', { name: say('assembly.paper.title') }).click();
  const needed = Math.floor(houses.length / 2) + 1;
  for (const house of houses.slice(1, needed)) {
    await field(head, 'assembly.paper.code').fill(house.code);
    await field(head, 'assembly.paper.code').press('Enter');
    await expect(head.getByText(house.code)).toBeVisible();
  }
  await look(head, 'assembly-paper-consents');
  await head.goto(voteUrl);
  await expect(button(head, 'assembly.next.open')).toBeVisible();
  await look(head, 'assembly-asking');
});

test('3. the vote opens; the household votes and changes its mind while the head looks on', async () => {
  await button(head, 'assembly.next.open').click();
  await button(head, 'assembly.next.open_now').click();
  await expect(head.getByText(say('assembly.status.open'), { exact: true })).toBeVisible();
  await expect(head.getByText(voted(0))).toBeVisible();

  await expect(phone.getByRole('radio', { name: say('assembly.choice.agree'), exact: true })).toBeAttached();
  await look(phone, 'household-vote');
  await phone.getByText(say('assembly.choice.agree'), { exact: true }).click();
  await look(phone, 'household-vote-chosen');
  await button(phone, 'assembly.card.send_vote').click();
  await expect(phone.getByText(say('assembly.card.voted'))).toBeVisible();
  await expect(head.getByText(voted(1))).toBeVisible();

  await button(phone, 'assembly.card.change').click();
  await phone.getByText(say('assembly.choice.other'), { exact: true }).click();
  await field(phone, 'assembly.card.opinion').fill('Nên lắp thêm ở đầu ngõ 4.');
  await button(phone, 'assembly.card.send_vote').click();
  await expect(phone.getByText('Nên lắp thêm ở đầu ngõ 4.')).toBeVisible();
  await look(phone, 'household-voted');
  await expect(head.getByText('Nên lắp thêm ở đầu ngõ 4.').first()).toBeVisible();
  await expect(head.getByText(voted(1))).toBeVisible();
  await look(head, 'assembly-open');
});

test('4. the counting team types papers by code; a house that did both counts once', async () => {
  await head.getByRole('link', { name: say('assembly.paper.title') }).click();
  const code = field(head, 'assembly.paper.code');
  await code.fill(houses[0]!.code.toLowerCase());
  await code.press('Enter');
  await expect(head.getByText(say('assembly.houses.both'))).toBeVisible();
  for (const [index, house] of houses.slice(1).entries()) {
    if (index === 3) await head.keyboard.press('Alt+2');
    if (index === 5) await head.keyboard.press('Alt+1');
    await code.fill(house.code);
    await code.press('Enter');
    await expect(head.getByText(house.code)).toBeVisible();
  }
  const papers = say('assembly.paper.count', {
    papers: houses.length,
    answered: houses.length,
    count: houses.length,
  });
  await expect(head.getByText(papers)).toBeVisible();
  await look(head, 'assembly-papers');
  await expect(phone.getByText(say('assembly.card.voted_on_paper'))).toBeVisible();
});

test('5. everyone has voted: it ends, is counted, and the minutes are downloaded', async () => {
  await head.goto(voteUrl);
  await button(head, 'assembly.next.close').click();
  await button(head, 'assembly.next.count').click();
  await expect(head.getByText(say('assembly.status.counted'))).toBeVisible();
  await field(head, 'assembly.minutes_card.place').fill('nhà văn hóa thôn');
  await field(head, 'assembly.minutes_card.secretary').fill('Nguyễn Thị Nhài');
  await button(head, 'common.save').click();
  await expect(head.getByText(say('common.saved'))).toBeVisible();
  await look(head, 'assembly-counted');
  const [download] = await Promise.all([
    head.waitForEvent('download'),
    button(head, 'assembly.minutes_card.pdf').click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  const pdf = readFileSync(await download.path());
  writeFileSync('test-results/minutes.pdf', pdf);
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString();
  for (const house of houses) expect(text).toContain(house.code);
  expect(text.replace(/\s+/g, ' ')).toContain('ĐƯỢC THÔNG QUA');
  expect(text.replace(/\s+/g, ' ')).toContain('1. Bùi Đình Khoát');

  await button(head, 'assembly.minutes_card.mark_sent').click();
  await head
    .getByRole('dialog')
    .getByRole('button', { name: say('common.save') })
    .click();
  await expect(head.getByRole('dialog')).toBeHidden();
  await expect(head.getByText(say('assembly.status.sent'))).toBeVisible();
  await expect(phone.getByText(/Được thông qua/)).toBeVisible();
  await look(phone, 'household-result');
});

test('6. a poll is sent, answered, and its figures are seen', async ({ commune }) => {
  await head.goto(`${commune.origin}/assembly/polls/new`);
  await field(head, 'assembly.form.question').fill('Trồng cây gì ở ngõ 3?');
  await head.getByLabel(say('assembly.form.option', { number: 1 }), { exact: true }).fill('Cau vua');
  await head.getByLabel(say('assembly.form.option', { number: 2 }), { exact: true }).fill('Bưởi Diễn');
  await field(head, 'assembly.form.results').selectOption('at_once');
  await look(head, 'assembly-poll-form');
  await button(head, 'assembly.form.send_poll').click();
  await expect(head.getByRole('heading', { name: 'Trồng cây gì ở ngõ 3?' })).toBeVisible();

  await phone.goto(`${commune.origin}/`);
  await phone.getByText('Trồng cây gì ở ngõ 3?').first().click();
  await phone.getByText('Bưởi Diễn', { exact: true }).click();
  await look(phone, 'household-poll');
  await button(phone, 'assembly.card.send_answer').click();
  await expect(phone.getByText(say('assembly.card.poll_given'))).toBeVisible();
  await look(phone, 'household-poll-answered');
  await expect(head.getByText(say('assembly.poll.answered', { answered: 1, count: 328 }))).toBeVisible();
  await look(head, 'assembly-poll');
});

test('7. a meeting: invited too late is said, a household answers, the door is ticked', async ({
  commune,
}) => {
  await head.goto(`${commune.origin}/assembly/meetings/new`);
  await field(head, 'assembly.form.meeting_about').fill('Họp tổ bàn lịch quét ngõ');
  await field(head, 'assembly.form.place').fill('Nhà ông Khoát, đầu ngõ 2');
  await field(head, 'assembly.form.agenda').fill('1. Lịch quét.\n2. Phân công.');
  const soon = new Date(Date.now() + 3_600_000);
  const local = new Date(soon.getTime() + 7 * 3_600_000).toISOString().slice(0, 16);
  await field(head, 'assembly.form.starts_at').fill(local);
  await expect(head.getByText(say('assembly.form.short_notice'))).toBeVisible();
  await look(head, 'assembly-meeting-form');
  await button(head, 'assembly.form.invite').click();
  await expect(head.getByRole('heading', { name: 'Họp tổ bàn lịch quét ngõ' })).toBeVisible();

  await phone.goto(`${commune.origin}/`);
  await phone.getByText('Họp tổ bàn lịch quét ngõ').first().click();
  await phone.getByText(say('assembly.answer.proxy'), { exact: true }).click();
  await field(phone, 'assembly.card.proxy_name').fill('Con trai cả');
  await look(phone, 'household-meeting');
  await button(phone, 'assembly.card.send_answer').click();
  await expect(phone.getByText('Con trai cả')).toBeVisible();
  await look(head, 'assembly-meeting');

  await head.getByRole('link', { name: say('assembly.door.title'), exact: true }).click();
  await head.getByRole('searchbox', { name: say('assembly.houses.search') }).fill(houses[0]!.code);
  await head.getByRole('button', { name: new RegExp(houses[0]!.code) }).click();
  await expect(head.getByText(say('assembly.door.present', { present: 1, count: 328 }))).toBeVisible();
  await head.getByRole('searchbox', { name: say('assembly.houses.search') }).fill('');
  await look(head, 'assembly-door');

  const id = head.url().split('/').at(-2);
  const minutes = await head.request.get(`${commune.origin}/api/assembly/meetings/${id}/minutes`);
  expect(minutes.headers()['content-type']).toContain('application/pdf');
  writeFileSync('test-results/meeting.pdf', await minutes.body());
});

test('8. the commune sets which kinds of matter there are', async ({ browser, commune }) => {
  const officer = await device(browser, DESKTOP);
  await signIn(officer, commune, 'canbo');
  await officer.goto(`${commune.origin}/assembly/kinds`);
  await expect(officer.getByText(say('assembly.kinds.built_in'))).toBeVisible();
  await look(officer, 'assembly-kinds');
  await officer.context().close();
});

test('9. with the largest letters everything is still there', async ({ commune }) => {
  await phone.goto(`${commune.origin}/`);
  await phone.evaluate(() => localStorage.setItem('thon.zoom', '2'));
  await phone.reload();
  const open = phone.locator('a[href^="/matters/"]').filter({ hasText: 'Tổng vệ sinh' }).first();
  await expect(open).toBeVisible();
  await look(phone, 'household-large-list');
  await open.click();
  await expect(phone.getByText(say('assembly.card.vote_ask'))).toBeVisible();
  await look(phone, 'household-large-vote');
  await phone.getByText(say('assembly.choice.other'), { exact: true }).scrollIntoViewIfNeeded();
  await look(phone, 'household-large-choices');
});
