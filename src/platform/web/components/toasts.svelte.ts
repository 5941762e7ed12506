// Short messages at the foot of the page. What was done can be taken back instead of being asked twice:
//   toast(t('…done'), { undo: () => … })
export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'good' | 'bad';
  undo?: () => void;
}

const SHOWN_MS = 5_000;
const SHOWN_WITH_UNDO_MS = 9_000;

export const toasts = $state<Toast[]>([]);
let next = 1;

export function toast(text: string, options: { tone?: Toast['tone']; undo?: () => void } = {}): void {
  const id = next++;
  toasts.push({ id, text, tone: options.tone ?? 'plain', undo: options.undo });
  if (toasts.length > 3) toasts.shift();
  setTimeout(() => dismiss(id), options.undo ? SHOWN_WITH_UNDO_MS : SHOWN_MS);
}

/** Tells what went wrong where no form is there to show it. */
export function toastError(error: unknown): void {
  toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
}

/** Takes something back and says so, or says why it could not. */
export async function takeBack(work: () => Promise<unknown>, said: string): Promise<void> {
  try {
    await work();
    toast(said);
  } catch (error) {
    toastError(error);
  }
}

export function dismiss(id: number): void {
  const at = toasts.findIndex((one) => one.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
