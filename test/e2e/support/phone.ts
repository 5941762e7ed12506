// A phone that is really switched off and on: a browser with a profile of its own on the disk.
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import config from '../playwright.config.ts';
import { PHONE } from './commune.ts';

export class Phone {
  readonly profile = mkdtempSync(join(tmpdir(), 'thon-phone-'));
  #context: BrowserContext | undefined;

  /** Starts the browser (anew). */
  async on(): Promise<Page> {
    this.#context = await chromium.launchPersistentContext(this.profile, {
      ...config.use?.launchOptions,
      viewport: PHONE,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    });
    this.#context.setDefaultTimeout(20_000);
    return this.#context.pages()[0] ?? (await this.#context.newPage());
  }

  get context(): BrowserContext {
    if (!this.#context) throw new Error('the phone is off');
    return this.#context;
  }

  /** Ends the browser's process. */
  async off(): Promise<void> {
    await this.#context?.close();
    this.#context = undefined;
  }

  async throwAway(): Promise<void> {
    await this.off();
    rmSync(this.profile, { recursive: true, force: true });
  }
}

/** Waits until the phone says that it has kept what it needs without a network. */
export async function keptForOffline(page: Page, words: string): Promise<void> {
  await page.getByText(words).waitFor({ timeout: 60_000 });
}
