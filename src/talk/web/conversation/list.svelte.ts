import { api } from '$web/api.ts';
import { Fetched, throttled } from '$web/fetched.svelte.ts';
import { live } from '$web/live.svelte.ts';
import type { Conversations } from '../types.ts';

/** The conversations that the reader takes part in, kept fresh by live events. */
export class ConversationList extends Fetched<Conversations> {
  readonly load = (): void => void this.run(() => api.get<Conversations>('/api/talk/conversations'));

  /** Returns the function that stops it. */
  follow(): () => void {
    const again = throttled(this.load, 1_500);
    const stops = [live.on('talk_post', again.call), live.on('resync', again.call)];
    this.load();
    return () => {
      again.stop();
      for (const stop of stops) stop();
    };
  }
}
