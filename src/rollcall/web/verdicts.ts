import { t } from '$web/i18n.svelte.ts';
import type { Verdict } from '$web/outbox.ts';
import type { RollResults } from './types.ts';

const REFUSALS = {
  ended: 'rollcall.mine.refused_ended',
  too_many: 'rollcall.mine.refused_too_many',
  not_found: 'rollcall.mine.refused_not_found',
} as const;

/** What became of each of a batch: nothing more to do, or why it will never be taken. */
export const verdictsOf = ({ items }: RollResults): Verdict[] =>
  items.map(({ result }) =>
    result === 'recorded' || result === 'already' ? undefined : t(REFUSALS[result]),
  );
