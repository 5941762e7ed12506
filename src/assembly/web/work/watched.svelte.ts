import { Fetched, throttled } from '$web/fetched.svelte.ts';
import { live } from '$web/live.svelte.ts';
import type { MatterEvent } from '../types.ts';

/** A matter that is looked at: fetched, and fetched again when live events say that it or its answers changed. */
export class Watched<T> extends Fetched<T> {
  /** Rises with every answer of the server, for lists beside the figures. */
  revision = $state(0);
  readonly #ask: () => Promise<T>;

  constructor(ask: () => Promise<T>) {
    super();
    this.#ask = ask;
  }

  readonly load = async (): Promise<T | undefined> => {
    const value = await this.run(this.#ask);
    if (value !== undefined) this.revision += 1;
    return value;
  };

  /** What a verb answered is newer than what was fetched. */
  readonly take = (value: T): void => {
    void this.run(() => Promise.resolve(value));
    this.revision += 1;
  };

  /** Returns the function that stops it. */
  follow(id: string): () => void {
    const again = throttled(() => void this.load(), 1_000);
    const mine = (event: MatterEvent) => event.id === id && again.call();
    const stops = [
      live.on<MatterEvent>('assembly', mine),
      live.on<MatterEvent>('assembly_count', mine),
      live.on('resync', again.call),
    ];
    void this.load();
    return () => {
      again.stop();
      for (const stop of stops) stop();
    };
  }
}
