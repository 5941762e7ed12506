import { formatTime, t } from '$web/i18n.svelte.ts';
import type { Draft } from './draft.svelte.ts';

/** Where a draft is kept at this moment; empty when there is nothing to say. */
export function stateInWords(draft: Draft): string {
  const time = formatTime(draft.savedAt);
  if (draft.state === 'server') return t('reach.compose.saved_server', { time });
  if (draft.state === 'saving') return t('reach.compose.saving');
  if (draft.unkept) return t('reach.compose.unkept_short');
  if (draft.state === 'offline') return t('reach.compose.saved_offline');
  return draft.state === 'local' ? t('reach.compose.saved_local') : '';
}
