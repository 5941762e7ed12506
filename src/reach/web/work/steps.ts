import type { TextKey } from '$web/i18n.svelte.ts';
import type { DraftContent } from './draft-content.ts';
import { fieldsOf } from './templates/fields.ts';
import type { Timing } from './timing.ts';

export const STEPS = ['content', 'audience', 'time'] as const;
export type Step = (typeof STEPS)[number];

/** The step on which a field stands, by its path. */
export function stepOf(path: string): Step {
  if (path.startsWith('/area_ids')) return 'audience';
  return path === '/at' || path === '/expires_at' ? 'time' : 'content';
}

/** What a draft lacks before it can go out. */
export function whatIsMissing(
  content: DraftContent,
  timing: Timing,
  isCorrection: boolean,
): { path: string; key: TextKey }[] {
  const faults: { path: string; key: TextKey; missing: boolean }[] = [
    {
      path: '/change_note',
      key: 'reach.error.change_note_missing',
      missing: isCorrection && !content.change_note.trim(),
    },
    { path: '/title', key: 'reach.error.title_missing', missing: !content.title.trim() },
    { path: '/body', key: 'reach.error.body_missing', missing: !content.body.trim() },
    { path: '/title', key: 'reach.template.unfilled', missing: fieldsOf(content.title).length > 0 },
    { path: '/body', key: 'reach.template.unfilled', missing: fieldsOf(content.body).length > 0 },
    { path: '/area_ids', key: 'reach.error.areas_missing', missing: !content.area_ids.length },
    { path: '/at', key: 'reach.compose.at_missing', missing: timing.when === 'later' && !timing.at },
  ];
  return faults.filter(({ missing }) => missing);
}
