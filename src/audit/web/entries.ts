import { tMaybe } from '$web/i18n.svelte.ts';

export interface AuditEntry {
  id: string;
  at: number;
  actor_name: string;
  /** "households.move": the capability and what was done. */
  verb: string;
  subject_kind: string;
  subject_id: string;
  /** A JSON object in one line. */
  detail: string;
}

// Each capability says its deeds itself.
const SENTENCES: Record<string, (deed: string) => string> = {
  assembly: (deed) => `assembly.verb.${deed}`,
  talk: (deed) => `talk.verb.${deed}`,
  areas: (deed) => `areas.verb.${deed}`,
  channels: (deed) => `channels.verb.${deed}`,
  households: (deed) => `households.verb.${deed}`,
  identity: (deed) => `identity.verb.${deed}`,
  reach: (deed) => `reach.verb.${deed}`,
  rollcall: (deed) => `rollcall.verb.${deed}`,
};

/** "chuyển hộ sang tổ khác"; a deed without a sentence is shown by its key rather than not at all. */
export function deed(verb: string): string {
  const [capability = '', done = ''] = verb.split('.');
  const key = SENTENCES[capability]?.(done);
  return (key && tMaybe(key)) ?? verb;
}

/** What the deed was done to, by name, when the entry tells it. */
export function subjectName(entry: AuditEntry): string | undefined {
  try {
    const detail = JSON.parse(entry.detail) as Record<string, unknown>;
    const name = detail.title ?? detail.name ?? detail.head_name ?? detail.login;
    return typeof name === 'string' && name ? name : undefined;
  } catch {
    return undefined;
  }
}

export function linkOf({ subject_kind, subject_id }: AuditEntry): string | undefined {
  if (!subject_id) return undefined;
  if (subject_kind === 'announcement') return `/announcements/${subject_id}`;
  if (subject_kind === 'question') return `/questions/${subject_id}`;
  if (subject_kind === 'household') return `/households/${subject_id}`;
  if (subject_kind === 'rollcall') return `/rollcall/${subject_id}`;
  if (['vote', 'poll', 'meeting'].includes(subject_kind)) return `/assembly/${subject_kind}s/${subject_id}`;
  return subject_kind === 'area' ? `/areas?unit=${subject_id}` : undefined;
}

/** Entries by the day they happened on, in the order they come. */
export function byDay(entries: readonly AuditEntry[]): { at: number; entries: AuditEntry[] }[] {
  const days: { at: number; entries: AuditEntry[] }[] = [];
  for (const entry of entries) {
    const at = new Date(entry.at).setHours(0, 0, 0, 0);
    const last = days.at(-1);
    if (last?.at === at) last.entries.push(entry);
    else days.push({ at, entries: [entry] });
  }
  return days;
}
