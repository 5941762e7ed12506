import { cards } from './cards.svelte.ts';

/** Runs behind every household page: what the village asks stands on the first page, live. */
export const start = (): (() => void) => cards.start();
