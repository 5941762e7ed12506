import { ApiError, type FieldProblem } from './api.ts';

export interface ListedFault {
  path: string;
  message: string;
  /** The sentence does not name the field ("Cần ít nhất 9 ký tự."): a list of faults must. */
  isNameless?: boolean;
}

/**
 * What is wrong in one form. Give it to ErrorSummary and to each Field with its `path`:
 *   const faults = new Faults();
 *   <ErrorSummary {faults} />  <Field path="/title" {faults} … />
 *   const save = () => faults.attempt(() => api.post(…), check);  <Button busy={faults.busy} … />
 */
export class Faults {
  #fields = $state<ListedFault[]>([]);
  #message = $state<string | undefined>();
  #busy = $state(false);

  get fields(): readonly ListedFault[] {
    return this.#fields;
  }

  /** What is wrong with the whole, when no field is to blame. */
  get message(): string | undefined {
    return this.#message;
  }

  get any(): boolean {
    return this.#message !== undefined || this.#fields.length > 0;
  }

  /** While an attempt is under way. */
  get busy(): boolean {
    return this.#busy;
  }

  /**
   * Does the work of the form once: not while it is under way, and not when `check` finds fault (it adds what it
   * finds). What the server refuses stands at its fields afterwards. True when all went well.
   */
  async attempt(work: () => Promise<unknown>, check?: () => void): Promise<boolean> {
    if (this.#busy) return false;
    this.clear();
    check?.();
    if (this.any) return false;
    this.#busy = true;
    try {
      await work();
      return true;
    } catch (error) {
      this.take(error);
      return false;
    } finally {
      this.#busy = false;
    }
  }

  at(path: string | undefined): string | undefined {
    return path === undefined ? undefined : this.#fields.find((fault) => fault.path === path)?.message;
  }

  /** A fault found by the page itself. */
  add(path: string, message: string): void {
    this.#fields.push({ path, message });
  }

  say(message: string): void {
    this.#message = message;
  }

  clear(path?: string): void {
    if (path === undefined) this.#message = undefined;
    this.#fields = path === undefined ? [] : this.#fields.filter((fault) => fault.path !== path);
  }

  /** The same faults at another form. */
  copy(from: Faults): void {
    this.#fields = [...from.fields];
    this.#message = from.message;
  }

  /** Takes a thrown ApiError apart; anything else is a programming fault and is thrown on. */
  take(error: unknown): ApiError {
    if (!(error instanceof ApiError)) throw error;
    this.#fields = error.fields.map(({ path, key, message }: FieldProblem) => ({
      path,
      message,
      isNameless: key.startsWith('error.'),
    }));
    this.#message = error.fields.length ? undefined : error.message;
    return error;
  }
}
