// The app's side of the service worker: what it has to know while no page is open, and where a tapped notification leads.
import { afterFirstView } from './first-view.ts';
import { navigate } from './router.svelte.ts';
import type { Notes } from './sw-push.ts';

// The worker fetches the whole app once more; that waits until the first page is in use.
const REGISTER_AFTER = 3_000;

class Worker {
  start(): void {
    const container = navigator.serviceWorker;
    container?.addEventListener('message', ({ data }: MessageEvent<{ open?: string } | null>) => {
      if (data?.open) navigate(data.open);
    });
    if (import.meta.env.PROD) afterFirstView(() => container?.register('/sw.js'), REGISTER_AFTER);
  }

  async note(notes: Partial<Notes>): Promise<void> {
    (await navigator.serviceWorker?.ready)?.active?.postMessage({ notes });
  }
}

export const worker = new Worker();
