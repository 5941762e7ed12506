import { feed } from './feed.svelte.ts';

/** Runs behind every household page: receives announcements live and hands over receipts. */
export const start = (): (() => void) => feed.start();
