import { loadTexts } from '$web/i18n.svelte.ts';

/** The page of a roll-call with its sentences, which the household's first page does not need. */
export async function load() {
  await loadTexts('rollcall');
  return import('./Call.svelte');
}
