// What every page must stand: pictures at two sizes, no sideways scrolling, no fault of accessibility.
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { DESKTOP, PHONE } from './commune.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PICTURES = 'test-results/pictures';

interface Violation {
  id: string;
  help: string;
  nodes: { html: string }[];
}

/** Colours that are on their way from light to dark have no contrast to judge yet. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const passing = document
      .getAnimations()
      .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime));
    await Promise.allSettled(passing.map((animation) => animation.finished));
  });
}

/** Faults of accessibility (WCAG 2.1 AA) on the page as it is now. */
async function expectAccessible(page: Page, name: string): Promise<void> {
  await settled(page);
  // Evaluated by the browser's debugger, which the page's content policy does not bind.
  await page.evaluate(AXE);
  const violations = (await page.evaluate(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then((result) => result.violations)`,
  )) as Violation[];
  const told = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.map((n) => n.html).join('\n    ')}`,
  );
  expect(told, `accessibility of ${name}`).toEqual([]);
}

async function expectNoSideways(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content, `width of ${name} at 320 px`).toBeLessThanOrEqual(window ?? 0);
}

/** Takes the page's pictures (phone, desktop, phone in the dark) and checks it. */
export async function look(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  await expectNoSideways(page, name);
  for (const [size, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
    await page.setViewportSize(viewport);
    await expectAccessible(page, `${name} (${size})`);
    await page.screenshot({ path: `${PICTURES}/${name}-${size}.png`, animations: 'disabled' });
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(PHONE);
  await expectAccessible(page, `${name} (dark)`);
  await page.screenshot({ path: `${PICTURES}/${name}-dark.png`, animations: 'disabled' });
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}
