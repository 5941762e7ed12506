// Every page that a menu leads to, for each kind of person: no fault of accessibility, no sideways scrolling, and
// nothing on the browser's error console.
import type { Page } from '@playwright/test';
import { DESKTOP, device, enterAsHousehold, expect, signIn, test } from './support/commune.ts';
import { ADMINISTRATOR, OFFICER } from './support/demo.ts';
import { look } from './support/look.ts';
import { say } from './support/say.ts';

/** Notes what pages complain of; the answers 401 and 404 that pages ask for on purpose are not faults. */
function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 40[14]/.test(message.text())) found.push(message.text());
  });
  return found;
}

async function walkMenu(page: Page, who: string): Promise<void> {
  const links = await page
    .locator('nav a')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  expect(links.length).toBeGreaterThan(0);
  for (const link of new Set(links)) {
    await page.goto(new URL(link, page.url()).href);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expect(page.locator('.skeleton')).toHaveCount(0);
    await look(page, `${who}${link.replaceAll('/', '-')}`);
  }
}

for (const [who, login] of [
  ['administrator', ADMINISTRATOR.login],
  ['officer', OFFICER],
] as const) {
  test(`the pages of the ${who}`, async ({ browser, commune }) => {
    const page = await device(browser, DESKTOP);
    const found = complaints(page);
    await signIn(page, commune, login);
    await expect(page.locator('nav a').first()).toBeVisible();
    await walkMenu(page, `menu-${who}`);
    await page.goto(`${commune.origin}/settings`);
    await expect(page.getByText(say('identity.settings.devices'))).toBeVisible();
    await look(page, `menu-${who}-settings`);
    expect(found).toEqual([]);
    await page.context().close();
  });
}

test('the pages of a household', async ({ browser, commune }) => {
  const page = await device(browser);
  const found = complaints(page);
  const houses = await commune.houses(commune.area('group', 1));
  await enterAsHousehold(
    page,
    commune,
    houses.find((house) => !house.has_app)!,
  );
  await expect(page.getByRole('heading', { name: say('reach.feed.title') })).toBeVisible();
  await page.goto(`${commune.origin}/settings`);
  await expect(page.getByText(say('identity.settings.devices'))).toBeVisible();
  await look(page, 'household-settings');
  expect(found).toEqual([]);
  await page.context().close();
});

test('one visit is enough to read and answer without a network', async ({ browser, commune }) => {
  const page = await device(browser);
  const group = commune.area('group', 2);
  const houses = await commune.houses(group);
  const title = 'Sáng mai tiêm phòng dại cho chó, mèo';
  const draft = await commune.administrator.post('/api/reach/announcements', {
    id: crypto.randomUUID(),
    area_ids: [group.id],
    title,
    body: 'Mời các hộ đưa chó, mèo tới nhà văn hóa thôn.',
    content_class: 14,
    ask_confirmation: true,
  });
  await commune.administrator.post(`/api/reach/announcements/${draft.id}/publish`, {
    version: draft.version,
  });
  await enterAsHousehold(
    page,
    commune,
    houses.find((house) => !house.has_app)!,
  );
  const asking = page
    .locator('a[href^="/announcements/"]')
    .filter({ hasText: say('reach.feed.wants_answer') })
    .filter({ hasText: title });
  await expect(asking).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.context().setOffline(true);
  await page.reload();
  await expect(page.getByText(say('reach.feed.offline'))).toBeVisible();
  await asking.click();
  await page.getByRole('button', { name: say('reach.feed.understood') }).click();
  await expect(page.getByText(say('reach.feed.thanks'))).toBeVisible();
  await look(page, 'household-offline');

  const heard = page.waitForResponse((response) => response.url().endsWith('/api/reach/receipts'));
  await page.context().setOffline(false);
  expect((await heard).status()).toBe(204);
  await page.goto(`${commune.origin}/settings`);
  await expect(page.getByText(say('identity.settings.devices'))).toBeVisible();
  await page.context().close();
});

test('paper is white although dark was chosen, and letters grow with those of the browser', async ({
  browser,
  commune,
}) => {
  const page = await device(browser);
  await page.addInitScript(() => localStorage.setItem('thon.theme', 'dark'));
  await page.goto(`${commune.origin}/sign-in`);
  await expect(page.getByRole('button', { name: say('identity.enter.submit') })).toBeVisible();
  const body = page.locator('body');
  await expect(body).toHaveCSS('background-color', 'rgb(18, 21, 28)');
  await page.emulateMedia({ media: 'print' });
  await expect(body).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(body).toHaveCSS('color', 'rgb(0, 0, 0)');
  await page.screenshot({ path: 'test-results/pictures/print-dark-chosen.png' });
  await page.emulateMedia({ media: 'screen' });

  await expect(page.locator('html')).toHaveCSS('font-size', '18px');
  const chromium = await page.context().newCDPSession(page);
  await chromium.send('Page.setFontSizes', { fontSizes: { standard: 24 } });
  await expect(page.locator('html')).toHaveCSS('font-size', '27px');
  await page.context().close();
});
