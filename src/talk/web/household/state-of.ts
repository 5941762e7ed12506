import { formatDateTime, formatWhen, t } from '$web/i18n.svelte.ts';
import type { IconName } from '$web/icons.ts';
import type { OwnQuestion } from '../types.ts';

/** How a question stands, as its household is told. */
export function stateOf(question: OwnQuestion): {
  tone: 'answer' | 'unread' | 'known' | 'seen';
  icon: IconName;
  text: string;
} {
  if (question.unread) return { tone: 'unread', icon: 'message-circle', text: t('talk.own.has_answer') };
  if (question.status === 'open') return { tone: 'answer', icon: 'clock', text: t('talk.own.waits') };
  if (question.status === 'closed') return { tone: 'seen', icon: 'check', text: t('talk.own.is_closed') };
  return { tone: 'known', icon: 'check-check', text: t('talk.own.is_answered') };
}

/** Who answers, and until when it is promised. */
export const lineOf = (question: OwnQuestion): string =>
  question.status === 'open' && question.due_at > Date.now()
    ? t('talk.own.due_line', { unit: question.area_name, when: formatDateTime(question.due_at) })
    : `${question.area_name} · ${formatWhen(question.updated_at)}`;
