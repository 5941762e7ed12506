import type { IconName } from '$web/icons.ts';
import type { MatterRow, MatterStatus } from '../types.ts';

type Tone = 'reached' | 'waiting' | 'missed' | 'unknown' | 'brand' | 'plain';

const LOOKS: Record<MatterStatus, { tone: Tone; icon: IconName }> = {
  draft: { tone: 'waiting', icon: 'pencil' },
  asking: { tone: 'brand', icon: 'circle-question-mark' },
  open: { tone: 'brand', icon: 'clock' },
  closed: { tone: 'waiting', icon: 'list-checks' },
  counted: { tone: 'waiting', icon: 'send' },
  sent: { tone: 'reached', icon: 'check-check' },
  cancelled: { tone: 'unknown', icon: 'x' },
};

/** What a status looks like, and the key of its word. A poll or meeting that is closed wants nothing more. */
export function statusLook({ kind, status }: Pick<MatterRow, 'kind' | 'status'>) {
  if (kind === 'vote' || status === 'draft' || status === 'cancelled')
    return { ...LOOKS[status], key: `assembly.status.${status}` as const };
  return status === 'open'
    ? { ...LOOKS.open, key: `assembly.status.${kind}_open` as const }
    : { tone: 'plain' as const, icon: 'check' as const, key: 'assembly.status.over' as const };
}

/** Minutes that are to be sent, and whether the day has passed. */
export const sendingTasks = (rows: readonly MatterRow[], today: string) =>
  rows
    .filter((row) => row.send_by !== null)
    .map((row) => ({ row, isLate: (row.send_by ?? '') < today }))
    .toSorted((one, other) => ((one.row.send_by ?? '') < (other.row.send_by ?? '') ? -1 : 1));
