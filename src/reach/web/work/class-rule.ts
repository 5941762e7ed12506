import type { ClassRule } from '$web/api-types.ts';
import { t } from '$web/i18n.svelte.ts';

/** What the law asks of a class, in one sentence; empty for everyday matters. */
export function ruleInWords(rule: ClassRule): string {
  const parts: string[] = [];
  if (rule.deadline_days !== null) parts.push(t('reach.rule.deadline', { count: rule.deadline_days }));
  if (rule.loudspeaker_days !== null)
    parts.push(t('reach.rule.loudspeaker', { count: rule.loudspeaker_days }));
  if (rule.permanent) parts.push(t('reach.rule.permanent'));
  else if (rule.posting_days !== null) parts.push(t('reach.rule.posting', { count: rule.posting_days }));
  const sentence = parts.join('; ');
  return sentence && `${sentence[0]?.toLocaleUpperCase()}${sentence.slice(1)}.`;
}
