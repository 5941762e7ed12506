import type { IconName } from '$web/icons.ts';
import type { RollFigures, RollState } from '../types.ts';

type Tone = 'reached' | 'waiting' | 'missed' | 'unknown';

/** What a state looks like. Each has a word, a shape and a colour. */
export const STATE_LOOKS: Record<RollState, { tone: Tone; icon: IconName }> = {
  silent: { tone: 'unknown', icon: 'circle-question-mark' },
  not_found: { tone: 'unknown', icon: 'search' },
  needs_help: { tone: 'missed', icon: 'triangle-alert' },
  helping: { tone: 'waiting', icon: 'footprints' },
  safe: { tone: 'reached', icon: 'shield-check' },
  elsewhere: { tone: 'reached', icon: 'map-pin' },
  helped: { tone: 'reached', icon: 'check-check' },
};

/** The three parts of a unit's households that a page speaks of. */
export interface Parts {
  safe: number;
  needs: number;
  unseen: number;
}

export const partsOf = (figures: RollFigures): Parts => ({
  safe: figures.safe + figures.elsewhere + figures.helped,
  needs: figures.needs_help + figures.helping,
  unseen: figures.silent + figures.not_found,
});

/** How long something took, in whole minutes. */
export const minutesBetween = (from: number, to: number): number =>
  Math.max(0, Math.round((to - from) / 60_000));
