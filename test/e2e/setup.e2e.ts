// The first start without the demo: the one-time link, a commune, and the first administrator is at work.
import { DESKTOP, device, expect, startThon, test } from './support/commune.ts';
import { look } from './support/look.ts';
import { say } from './support/say.ts';

const LIST = 'Thôn,Tổ\nTháp Thượng,Tổ 1\nTháp Thượng,Tổ 2\nThuận Thượng,Tổ 3\n';

test('an empty data folder becomes a commune, its villages read from a list', async ({ browser }) => {
  const { server, stop } = await startThon();
  const link = server.output.match(/http:\S+\/setup#\S+/)?.[0];
  expect(link, 'the link that the program prints').toBeTruthy();

  const page = await device(browser, DESKTOP);
  await page.goto(link ?? '');
  await page.getByLabel(say('identity.setup.commune'), { exact: true }).fill('Song Phượng');
  const file = { name: 'thon-to.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(
    page.getByText(say('identity.setup.total', { villages: 2, groups: 3 }), { exact: true }),
  ).toBeVisible();
  await page.getByLabel(say('identity.setup.name'), { exact: true }).fill('Nguyễn Thị Hoa');
  await page.getByLabel(say('identity.setup.login'), { exact: true }).fill('hoa');
  await page.getByLabel(say('identity.setup.password'), { exact: true }).fill('bon-tu-de-nho-voi-minh');
  await look(page, 'setup');
  await page.getByRole('button', { name: say('identity.setup.create') }).click();
  await expect(page.getByText('Nguyễn Thị Hoa').first()).toBeVisible();
  await expect(page).not.toHaveURL(/setup/);

  const again = await device(browser);
  await again.goto(link ?? '');
  await expect(again.getByText(say('identity.setup.done_already'))).toBeVisible();
  await page.context().close();
  await again.context().close();
  await stop();
});
