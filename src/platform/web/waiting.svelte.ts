import type { IconName } from './icons.ts';

/** Something that asks for this household's answer, from whichever capability it comes. */
export interface WaitingItem {
  id: string;
  href: string;
  icon: IconName;
  /** What kind of thing it is and what it wants: "Biểu quyết – chờ gia đình trả lời". */
  mark: string;
  title: string;
  body?: string;
  from: string;
  /** An answer is there; it may still be changed. */
  isAnswered: boolean;
  /** Somebody may be in danger: it stands out and is never below anything else. */
  isUrgent?: boolean;
  /** Until when an answer counts. */
  due: number;
}

type Source = () => readonly WaitingItem[];

/**
 * What waits for the household's answer. A capability's companion puts its source here, the household's first page
 * shows all of them together, what is due first at the top; neither knows the other.
 */
class Waiting {
  #sources = $state.raw<ReadonlyMap<string, Source>>(new Map());
  readonly #all = $derived(
    [...this.#sources.values()].flatMap((source) => source()).toSorted((one, other) => one.due - other.due),
  );
  readonly open = $derived(this.#all.filter((item) => !item.isAnswered));
  readonly answered = $derived(this.#all.filter((item) => item.isAnswered));

  /** `source` is read again whenever state that it reads changes. Returns the function that takes it away. */
  add(name: string, source: Source): () => void {
    this.#sources = new Map(this.#sources).set(name, source);
    return () => {
      if (this.#sources.get(name) !== source) return;
      const rest = new Map(this.#sources);
      rest.delete(name);
      this.#sources = rest;
    };
  }
}

export const waiting = new Waiting();
