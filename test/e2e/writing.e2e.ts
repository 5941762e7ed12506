// How an announcement comes to be: a decision that has to be made public in time, a draft that survives a closed tab
// and is written by two, a time to go out, and a correction that finds everybody who had read the version before.
import type { Page } from '@playwright/test';
import { DESKTOP, device, enterAsHousehold, expect, PHONE, signIn, test } from './support/commune.ts';
import type { House } from './support/commune.ts';
import { ADMINISTRATOR, OFFICER } from './support/demo.ts';
import { look } from './support/look.ts';
import { say } from './support/say.ts';

const TITLE = 'Công khai dự toán thu, chi ngân sách xã';
const BODY =
  'Ủy ban nhân dân xã công khai dự toán thu, chi ngân sách. Bà con xem chi tiết tại bảng tin nhà văn hóa thôn.';

test.describe.configure({ mode: 'serial' });

let officer: Page;
let colleague: Page;
let phone: Page;
let house: House;
let draftUrl: string;
let group: string;

/** A photograph as a phone takes it: larger than what is sent. */
async function drawnPicture(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1800 });
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#1c7c54';
    context.fillRect(0, 0, 2400, 1800);
    context.fillStyle = '#f4c95d';
    context.fillRect(400, 700, 1600, 900);
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(url.split(',')[1]!, 'base64');
}

const label = (key: string) => ({ name: say(key) });
const field = (page: Page, key: string) => page.getByLabel(say(key), { exact: true });
const saved = (page: Page) => expect(page.getByText(/^Đã lưu bản nháp lúc/)).toBeVisible();

test.beforeAll(async ({ browser, commune }) => {
  const unit = commune.area('group', 2);
  group = unit.name;
  house = (await commune.houses(unit)).find((one) => !one.has_app)!;
  officer = await device(browser, DESKTOP);
  colleague = await device(browser, DESKTOP);
  phone = await device(browser);
  await signIn(officer, commune, OFFICER);
  await signIn(colleague, commune, ADMINISTRATOR.login);
  await enterAsHousehold(phone, commune, house);
});

test.afterAll(async () => {
  for (const page of [officer, colleague, phone]) await page?.context().close();
});

test('a class with a deadline asks for the decision and counts the working days', async ({ commune }) => {
  await officer.goto(`${commune.origin}/announcements/new`);
  await field(officer, 'reach.compose.subject').fill(TITLE);
  await officer.getByLabel(say('reach.compose.class')).selectOption({ label: say('reach.class.2') });
  await officer.getByLabel(say('reach.compose.decision_number')).fill('45/QĐ-UBND');
  const lastWeek = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10);
  await officer.getByLabel(say('reach.compose.decision_date')).fill(lastWeek);
  await expect(officer.getByText(/Quá hạn \d+ ngày làm việc/)).toBeVisible();
  await saved(officer);
  draftUrl = officer.url();
  await look(officer, 'writing-compose-deadline');
});

test('the draft is there after a closed tab and on another desk, and two write at once', async () => {
  await officer.reload();
  await expect(field(officer, 'reach.compose.subject')).toHaveValue(TITLE);
  await colleague.goto(draftUrl);
  await expect(field(colleague, 'reach.compose.subject')).toHaveValue(TITLE);
  await field(colleague, 'reach.compose.body').fill(BODY);
  await saved(colleague);
  // Another field: it comes along with what the officer writes.
  await officer.getByRole('searchbox', label('common.search_unit')).fill(group);
  await officer.getByRole('treeitem', { name: group }).first().click();
  await expect(field(officer, 'reach.compose.body')).toHaveValue(BODY);
  // The same field: one has to choose.
  await field(colleague, 'reach.compose.subject').fill(`${TITLE} năm 2027`);
  await expect(colleague.getByText(/^Đã giữ trên máy này/)).toBeVisible();
  await saved(colleague);
  await field(officer, 'reach.compose.subject').fill(`${TITLE} (bản in)`);
  const dialog = officer.getByRole('dialog');
  await expect(dialog.getByText(say('reach.clash.title'))).toBeVisible();
  await look(officer, 'writing-clash');
  await dialog.getByRole('radio').nth(1).check();
  await dialog.getByRole('button', label('common.conflict_save')).click();
  await expect(field(officer, 'reach.compose.subject')).toHaveValue(`${TITLE} năm 2027`);
});

test('pictures and papers go with it, made small on the device', async () => {
  await officer
    .getByLabel(say('reach.attached.add'), { exact: true })
    .last()
    .setInputFiles([
      { name: 'nha-van-hoa.png', mimeType: 'image/png', buffer: await drawnPicture(officer) },
      { name: 'du-toan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') },
      { name: 'ghi-chu.txt', mimeType: 'application/pdf', buffer: Buffer.from('not a paper') },
    ]);
  await expect(
    officer.getByRole('button', { name: say('reach.feed.see_picture', { name: 'nha-van-hoa.png' }) }),
  ).toBeVisible();
  await expect(officer.getByRole('button', { name: /du-toan\.pdf/ }).first()).toBeVisible();
  await expect(officer.getByText(new RegExp(say('reach.error.attachment_kind').slice(0, 20)))).toBeVisible();
  await look(officer, 'writing-attachments');
});

test('only some households: a condition, counted, and kept under a name', async () => {
  await officer.getByText(say('reach.filter.title'), { exact: true }).click();
  await field(officer, 'reach.filter.elders_label').selectOption('60');
  await expect(officer.getByText(/^\d+ trong \d+ hộ/)).toBeVisible();
  await saved(officer);
  await look(officer, 'writing-filter');
  await officer.getByRole('button', label('reach.saved.save')).click();
  await officer.getByRole('dialog').getByLabel(say('reach.saved.name')).fill('Hộ có người cao tuổi');
  await officer.getByRole('dialog').getByRole('button', label('common.save')).click();
  await expect(officer.getByText(say('reach.saved.title', { count: '1' }))).toBeVisible();
  await officer.getByRole('button', label('reach.filter.clear')).click();
  await expect(officer.getByText(/^\d+ trong \d+ hộ/)).toBeHidden();
  await officer.getByText(say('reach.saved.title', { count: '1' })).click();
  await officer.getByRole('button', { name: say('reach.saved.use'), exact: true }).click();
  await expect(officer.getByText(/^\d+ trong \d+ hộ/)).toBeVisible();
  await officer.getByRole('button', label('reach.filter.clear')).click();
  await saved(officer);
});

test('on a phone the same is written step by step', async () => {
  await officer.setViewportSize(PHONE);
  await expect(officer.getByRole('tree')).toBeHidden();
  await officer.getByRole('button', label('common.next')).click();
  await expect(officer.getByRole('tree')).toBeVisible();
  await officer.screenshot({ path: 'test-results/pictures/writing-step-audience.png' });
  await officer.getByRole('button', label('common.next')).click();
  await expect(officer.getByText(say('reach.compose.later'))).toBeVisible();
  await officer.screenshot({ path: 'test-results/pictures/writing-step-time.png', fullPage: true });
  await officer.setViewportSize(DESKTOP);
});

test('it is scheduled, called off, and published', async ({ commune }) => {
  await officer.getByText(say('reach.compose.later'), { exact: true }).click();
  await field(officer, 'reach.compose.at').fill('2027-01-04T07:30');
  await officer.getByLabel(say('reach.compose.expires')).fill('2027-02-28');
  await saved(officer);
  await officer.getByRole('button', { name: /^Hẹn phát tới/ }).click();
  const dialog = officer.getByRole('dialog');
  await expect(dialog.getByText(/Lúc đó đã quá hạn công khai/)).toBeVisible();
  await look(officer, 'writing-schedule');
  await dialog.getByRole('button', label('reach.compose.check_schedule')).click();
  await expect(officer.getByText(/^Hẹn phát 07:30, 04\/01\/2027/)).toBeVisible();
  await look(officer, 'writing-list');
  await officer.goto(draftUrl);
  await officer.getByRole('button', label('reach.compose.unschedule')).click();
  await expect(officer.getByText(say('reach.compose.unscheduled'))).toBeVisible();
  await officer.getByRole('button', { name: /^Phát tới/ }).click();
  await officer
    .getByRole('dialog')
    .getByRole('button', { name: /^Phát ngay tới/ })
    .click();
  await expect(officer.getByText(/^Công khai chậm/)).toBeVisible();
  // What is said in passing has faded away.
  await expect(officer.getByText(/^Đã phát tới/)).toBeVisible();
  await expect(officer.getByText(/^Đã phát tới/)).toBeHidden();
  await look(officer, 'writing-published');
  await expect(phone.getByText(`${TITLE} năm 2027`).first()).toBeVisible();
  await phone.getByText(`${TITLE} năm 2027`).first().click();
  await expect(phone.getByRole('button', { name: /nha-van-hoa/ }).locator('img')).toBeVisible();
  await look(phone, 'household-attachments');
  // Once seen, it is there without a network.
  await phone.context().setOffline(true);
  await phone.reload();
  await expect(phone.getByRole('button', { name: /nha-van-hoa/ }).locator('img')).toBeVisible();
  await phone.context().setOffline(false);
  await phone.getByRole('button', label('reach.feed.understood')).click();
  await expect(phone.getByText(say('reach.feed.thanks'))).toBeVisible();
  await phone.goto(`${commune.origin}/`);
});

test('a correction goes to the same households, who see what has changed', async () => {
  const first = officer.url();
  await officer.getByRole('button', label('reach.page.more')).click();
  await officer.getByRole('menuitem', label('reach.page.correct')).click();
  await expect(officer.getByText(/^Bản sửa của/)).toBeVisible();
  await field(officer, 'reach.compose.change_note').fill('Sửa tổng chi: 12,4 tỷ đồng, không phải 14,2 tỷ.');
  await saved(officer);
  await look(officer, 'writing-correction');
  await officer.getByRole('button', { name: /^Phát tới/ }).click();
  await officer
    .getByRole('dialog')
    .getByRole('button', { name: /^Phát ngay tới/ })
    .click();
  await expect(officer.getByText(/Trong 1 hộ đã nhận bản trước/)).toBeVisible();
  await look(officer, 'writing-corrected');

  await expect(phone.getByText(say('reach.feed.correction'))).toBeVisible();
  await look(phone, 'household-correction-feed');
  await phone.getByText(say('reach.feed.correction')).click();
  await expect(phone.getByText('Sửa tổng chi: 12,4 tỷ đồng, không phải 14,2 tỷ.')).toBeVisible();
  await look(phone, 'household-correction');

  await officer.goto(first);
  await expect(officer.getByRole('link', label('reach.page.newer'))).toBeVisible();
  await look(officer, 'writing-old-version');
});

test('the register of what was made public is on the screen, as a file and on paper', async ({ commune }) => {
  await officer.goto(`${commune.origin}/announcements`);
  await officer.getByRole('button', label('reach.page.more')).click();
  await officer.getByRole('menuitem', label('reach.register.title')).click();
  await expect(officer.getByRole('link', { name: `${TITLE} năm 2027` }).first()).toBeVisible();
  await look(officer, 'writing-register');
  for (const [key, ending] of [
    ['reach.register.xlsx', 'xlsx'],
    ['reach.register.pdf', 'pdf'],
  ] as const) {
    const file = officer.waitForEvent('download');
    await officer.getByRole('button', label(key)).click();
    expect((await file).suggestedFilename()).toMatch(new RegExp(`^Sổ niêm yết \\d{4}\\.${ending}$`));
  }
});

test('terms of publication and the working calendar can be set', async ({ commune }) => {
  await officer.goto(`${commune.origin}/announcements/classes`);
  await expect(officer.getByText(say('reach.class.13'))).toBeVisible();
  await look(officer, 'writing-classes');
  await officer
    .getByRole('button', { name: say('reach.rules.edit', { name: say('reach.class.1') }) })
    .click();
  await officer.getByLabel(say('reach.rules.posting_days')).fill('15');
  await look(officer, 'writing-class-dialog');
  await officer.getByRole('dialog').getByRole('button', label('common.save')).click();
  await expect(officer.getByText(/niêm yết ít nhất 15 ngày/)).toBeVisible();
  await colleague.goto(`${commune.origin}/areas/calendar?year=2026`);
  await expect(colleague.getByText(say('areas.calendar.name.culture'))).toBeVisible();
  await colleague.getByRole('button', label('areas.calendar.add')).click();
  await colleague.getByRole('dialog').getByLabel(say('common.date'), { exact: true }).fill('2026-11-23');
  await look(colleague, 'calendar-dialog');
  await colleague.getByRole('dialog').getByRole('button', label('common.save')).click();
  await expect(colleague.getByText(say('areas.calendar.kind.swap_off')).last()).toBeVisible();
  await look(colleague, 'calendar');
});
