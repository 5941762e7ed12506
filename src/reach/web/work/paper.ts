import type { FieldProblem } from '$web/api.ts';
import type { Sheet } from '$web/api-types.ts';

// What is typed from a paper list: "1-12, 15, 20AB" means houses 1 to 12 and 15 for all they missed, and house 20 for
// the announcements A and B.

export interface PaperTick {
  number: number;
  /** As on paper; empty: all that were missing at that door. */
  letters: string[];
}

export type PaperFault =
  | { key: 'reach.paper.error.word'; params: { word: string } }
  | { key: 'reach.paper.error.number'; params: { number: number } }
  | { key: 'reach.paper.error.beyond'; params: { number: number; last: number } }
  | { key: 'reach.paper.error.letter'; params: { number: number; letter: string } };

export interface Typed {
  ticks: PaperTick[];
  faults: PaperFault[];
}

const FILLERS = /(?<!\p{L})(nhà|số|hộ|và|các|từ)(?!\p{L})/giu;
// A dash of any length, dots or the word between two numbers.
const RANGES = /(\d)\s*(?:-|–|—|\.\.+|đến|tới)\s*(?=\d)/giu;
const PART = /^(\d{1,4})(?:-(\d{1,4}))?([a-z]{0,26})$/i;

/** Reads what was typed against the sheet; every part that makes no sense is a fault of its own. */
export function readNumbers(text: string, houses: Sheet['houses']): Typed {
  const byNumber = new Map(houses.map((house) => [house.number, house]));
  const last = Math.max(0, ...byNumber.keys());
  const ticks = new Map<number, PaperTick>();
  const faults: PaperFault[] = [];

  const take = (number: number, letters: string[]) => {
    const known = ticks.get(number);
    // Once ticked for everything, it stays so.
    if (known && (!known.letters.length || !letters.length)) ticks.set(number, { number, letters: [] });
    else
      ticks.set(number, {
        number,
        letters: [...new Set([...(known?.letters ?? []), ...letters])].toSorted(),
      });
  };
  const single = (number: number, letters: string[]) => {
    const house = byNumber.get(number);
    if (!house) return void faults.push({ key: 'reach.paper.error.number', params: { number } });
    const wrong = letters.find((letter) => !house.printed.includes(letter));
    if (wrong)
      return void faults.push({ key: 'reach.paper.error.letter', params: { number, letter: wrong } });
    take(number, letters);
  };
  const range = (from: number, to: number, letters: string[]) => {
    if (to > last) return void faults.push({ key: 'reach.paper.error.beyond', params: { number: to, last } });
    // Numbers in between that are not on the paper were reached before it was printed.
    for (let number = from; number <= to; number += 1) {
      const house = byNumber.get(number);
      const printed = letters.filter((letter) => house?.printed.includes(letter));
      if (house && (!letters.length || printed.length)) take(number, printed);
    }
  };

  const plain = text.normalize('NFC').replace(FILLERS, ' ').replace(RANGES, '$1-');
  for (const word of plain.split(/[\s,;.]+/u).filter(Boolean)) {
    const [, first, second, tail = ''] = PART.exec(word) ?? [];
    const letters = [...tail.toUpperCase()];
    if (!first) faults.push({ key: 'reach.paper.error.word', params: { word } });
    else if (second === undefined) single(Number(first), letters);
    else range(Math.min(+first, +second), Math.max(+first, +second), letters);
  }
  return { ticks: [...ticks.values()].toSorted((one, other) => one.number - other.number), faults };
}

/** The ticks as one would type them, neighbours drawn together. `houses` tell what lies between two numbers. */
export function writeNumbers(ticks: readonly PaperTick[], houses: Sheet['houses']): string {
  const order = houses.map((house) => house.number).toSorted((one, other) => one - other);
  const place = new Map(order.map((number, index) => [number, index]));
  const parts: string[] = [];
  let run: { from: number; to: number; letters: string } | undefined;
  const close = () => {
    if (run) parts.push((run.from === run.to ? `${run.from}` : `${run.from}-${run.to}`) + run.letters);
  };
  for (const { number, letters } of ticks.toSorted((one, other) => one.number - other.number)) {
    const tail = letters.join('');
    const isNext = run && tail === run.letters && place.get(number) === (place.get(run.to) ?? 0) + 1;
    if (run && isNext) run.to = number;
    else {
      close();
      run = { from: number, to: number, letters: tail };
    }
  }
  close();
  return parts.join(', ');
}

/** Ticks or unticks one house. */
export function toggled(ticks: readonly PaperTick[], number: number): PaperTick[] {
  return ticks.some((tick) => tick.number === number)
    ? ticks.filter((tick) => tick.number !== number)
    : [...ticks, { number, letters: [] }];
}

/** Noon of a day that was written on paper, but not after now. */
export function momentOf(date: string, now = Date.now()): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return Math.min(new Date(year, month - 1, day, 12).getTime(), now);
}

/** The field of the form that a fault of the server belongs to. */
export function fieldOf({ path }: Pick<FieldProblem, 'path'>): string {
  const [, member = ''] = path.split('/');
  return member === 'at' ? '/date' : `/${member}`;
}
