import { api, ApiError } from '$web/api.ts';
import { formatDateTime, formatWhen, t } from '$web/i18n.svelte.ts';
import type { IconName } from '$web/icons.ts';
import { live } from '$web/live.svelte.ts';
import { me } from '$web/me.svelte.ts';
import { news } from '$web/news.svelte.ts';
import { waiting, type WaitingItem } from '$web/waiting.svelte.ts';
import type { MatterCard, MatterCards, MatterEvent, MatterKind } from '../types.ts';

const ICONS: Record<MatterKind, IconName> = { vote: 'ballot', poll: 'list-checks', meeting: 'calendar' };

const whatItWants = (card: MatterCard): string => {
  if (card.status === 'cancelled') return t('assembly.card.cancelled');
  if (card.answered && card.asks) return t('assembly.card.answered');
  if (card.asks) return t('assembly.card.asks');
  return t(
    card.status === 'counted' || card.status === 'sent' ? 'assembly.card.has_result' : 'assembly.card.over',
  );
};

function untilWhen(card: MatterCard): string {
  if (!card.asks) return formatWhen(card.updated_at);
  if (card.ends_at === null) return '';
  const when = formatDateTime(card.ends_at);
  return t(card.kind === 'meeting' ? 'assembly.card.begins' : 'assembly.card.until', { when });
}

export function waitingItem(card: MatterCard): WaitingItem {
  return {
    id: card.id,
    href: `/matters/${card.id}`,
    icon: ICONS[card.kind],
    mark: `${t(`assembly.kind_name.${card.kind}`)} – ${whatItWants(card)}`,
    title: card.title,
    body: card.body,
    from: [card.sender_name, untilWhen(card)].filter(Boolean).join(' · '),
    isAnswered: card.answered || !card.asks,
    due: card.ends_at ?? card.updated_at,
  };
}

/** What the village asks this household; put among what waits on its first page, and kept fresh by live events. */
class CardStore {
  #items = $state.raw<MatterCard[]>([]);
  #known = new Set<string>();

  start(): () => void {
    if (!me.value?.household) return () => undefined;
    const look = () => void (document.visibilityState === 'visible' && this.refresh());
    const stops = [
      waiting.add('assembly', () => this.#items.map(waitingItem)),
      live.on<MatterEvent>('assembly', (event) => void this.#hear(event)),
      live.on('resync', () => void this.refresh()),
    ];
    addEventListener('online', look);
    document.addEventListener('visibilitychange', look);
    void this.refresh();
    return () => {
      for (const stop of stops) stop();
      removeEventListener('online', look);
      document.removeEventListener('visibilitychange', look);
      this.#items = [];
      this.#known.clear();
    };
  }

  async refresh(): Promise<void> {
    try {
      this.#items = (await api.get<MatterCards>('/api/assembly/cards')).items;
      for (const card of this.#items) this.#known.add(card.id);
    } catch (error) {
      // Without a network the last list stays; it is fetched again when there is one.
      if (!(error instanceof ApiError)) throw error;
    }
  }

  async #hear({ id, title }: MatterEvent): Promise<void> {
    const isNew = !this.#known.has(id);
    await this.refresh();
    if (isNew && this.#known.has(id))
      news.now = { id, text: t('assembly.card.arrived', { title }), href: `/matters/${id}` };
  }
}

export const cards = new CardStore();
