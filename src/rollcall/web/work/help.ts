import { api, path } from '$web/api.ts';
import type { RollHouse } from '../types.ts';

export type HelpStep = 'take' | 'release' | 'helped';

/** Says that somebody goes, no longer goes, or has helped. */
export const sendHelp = (call: string, household: string, step: HelpStep): Promise<RollHouse> =>
  api.post<RollHouse>(path`/api/rollcall/calls/${call}/houses/${household}/help`, { step });
