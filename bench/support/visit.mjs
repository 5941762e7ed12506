// A first visit of a household's slow phone. What is timed is timed by the page itself, from the start of the
// navigation to the frame on the screen: a question asked from outside waits for the slowed processor too.
import { setTimeout as pause } from 'node:timers/promises';
import { wireTo } from './wire.mjs';

const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 };

/** Runs in the page before anything else. */
function watch() {
  const at = (globalThis.thonTimes = { longTasks: [] });
  const painted = (name, found, then) => {
    const look = () => {
      const element = found();
      if (!element) return;
      observer.disconnect();
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          at[name] = performance.now();
          then?.(element);
        }),
      );
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
  };
  painted(
    'shown',
    () => document.querySelector('a.announcement'),
    (card) => {
      const { x, y, width } = card.getBoundingClientRect();
      globalThis.thonShown(JSON.stringify([x + width / 2, y + 20]));
    },
  );
  painted('opened', () =>
    [...document.querySelectorAll('.answer button')].find((button) => button.textContent.includes('Đã rõ')),
  );
  addEventListener('click', () => (at.tapped ??= performance.now()), { capture: true });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) at.longTasks.push([startTime, duration]);
  }).observe({ type: 'longtask', buffered: true });
}

async function phone(browser, origin, cookie) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' });
  const [name, value] = cookie.split('=');
  await context.addCookies([{ name, value, url: origin }]);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  return { context, page };
}

/** Everything the app loads for later counts too: fonts, and what its worker keeps. */
async function settled(page, wire) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  for (let before = -1; before !== wire.bytes();) {
    before = wire.bytes();
    await pause(2_000);
  }
}

/**
 * Opens "/" and taps the first announcement as soon as it is on the screen. Milliseconds since the start:
 * shown, tapped (the page has taken the tap), opened (its button is there); blocked: what long tasks took of the
 * processor until the tap was taken; kilobytes: all that came down the wire.
 */
export async function firstVisit(browser, port, cookie) {
  const wire = await wireTo(port);
  const { context, page } = await phone(browser, wire.origin, cookie);
  const shown = new Promise((resolve) => void page.exposeFunction('thonShown', resolve));
  await page.addInitScript(watch);
  await page.goto(wire.origin, { waitUntil: 'commit' });
  const [x, y] = JSON.parse(await shown);
  await page.mouse.click(x, y);
  await page.getByRole('button', { name: 'Đã rõ' }).first().waitFor();
  await settled(page, wire);
  const { longTasks, ...times } = await page.evaluate(() => globalThis.thonTimes);
  const early = longTasks.filter(([start]) => start < times.tapped);
  await context.close();
  wire.close();
  return {
    ...times,
    blocked: early.reduce((sum, [, duration]) => sum + duration, 0),
    kilobytes: wire.bytes() / 1024,
  };
}
