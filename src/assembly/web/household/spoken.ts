import { formatDateTime, t } from '$web/i18n.svelte.ts';
import type { MatterCardView } from '../types.ts';

/** Everything a household needs to hear before it answers, in whole sentences. */
export function spokenText(card: MatterCardView): string {
  const parts = [card.title, card.body];
  if (card.kind === 'vote' && card.status === 'asking') parts.push(t('assembly.card.consent_ask'));
  if (card.kind === 'vote' && card.status === 'open') parts.push(t('assembly.card.vote_ask'));
  if (card.poll)
    parts.push(t('assembly.card.poll_options'), ...card.poll.options.map((option) => option.text));
  if (card.meeting) {
    parts.push(t('assembly.card.meeting_where', { place: card.meeting.place }));
    for (const paper of card.meeting.papers) parts.push(paper.title, paper.body);
  }
  if (card.asks && card.ends_at !== null) {
    const when = formatDateTime(card.ends_at);
    parts.push(t(card.kind === 'meeting' ? 'assembly.card.begins' : 'assembly.card.until', { when }));
  }
  return parts.filter(Boolean).join('. ');
}
