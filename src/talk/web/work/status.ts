import type { IconName } from '$web/icons.ts';
import type { QuestionRow } from '../types.ts';

/** How a question stands, as those see it who answer. */
export function statusLook(row: Pick<QuestionRow, 'status' | 'overdue'>) {
  const look = {
    open: { tone: 'waiting', icon: 'clock', key: 'talk.status.open' },
    answered: { tone: 'reached', icon: 'check-check', key: 'talk.status.answered' },
    merged: { tone: 'unknown', icon: 'copy', key: 'talk.status.merged' },
    closed: { tone: 'unknown', icon: 'check', key: 'talk.status.closed' },
  } as const satisfies Record<QuestionRow['status'], { tone: string; icon: IconName; key: string }>;
  if (row.status === 'open' && row.overdue)
    return { tone: 'missed', icon: 'triangle-alert', key: 'talk.status.overdue' } as const;
  return look[row.status];
}
