import type { ChannelDelivery, DeliveryCount, DeliveryState } from '$web/api-types.ts';
import { t, tMaybe } from '$web/i18n.svelte.ts';

/** What a sender wants to know of a channel at a glance; each group opens to its states. */
export type Lump = 'under_way' | 'arrived' | 'failed' | 'spared';
export const LUMPS: readonly Lump[] = ['under_way', 'arrived', 'failed', 'spared'];

const LUMP: Record<DeliveryState, Lump> = {
  waiting: 'under_way',
  sending: 'under_way',
  retry: 'under_way',
  accepted: 'under_way',
  delivered: 'arrived',
  seen: 'arrived',
  refused: 'failed',
  gone: 'failed',
  uncertain: 'failed',
  late: 'failed',
  stopped: 'spared',
  spared: 'spared',
};

export const lumpOf = (state: DeliveryState): Lump => LUMP[state];

export const countOf = (channel: ChannelDelivery, lump: Lump): number =>
  channel.counts.filter((each) => lumpOf(each.state) === lump).reduce((sum, each) => sum + each.count, 0);

/** Why, in a sentence: decided here, said by the provider, or nothing more than the state. */
export function reasonText(reason: string): string | undefined {
  if (!reason) return undefined;
  return (
    tMaybe(`reach.reason.${reason}`) ?? tMaybe(`channels.reason.${reason}`) ?? t('reach.deliveries.no_reason')
  );
}

/** Counts in the order in which a message lives. */
export const inOrder = (counts: readonly DeliveryCount[]): DeliveryCount[] => {
  const states = Object.keys(LUMP);
  return counts.toSorted(
    (one, other) => states.indexOf(one.state) - states.indexOf(other.state) || other.count - one.count,
  );
};
