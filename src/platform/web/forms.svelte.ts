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
 *   faults.clear(); try { await api.post(…) } catch (error) { faults.take(error); }
 */
export class Faults {
  #fields = $state<ListedFault[]>([]);
  #message = $state<string | undefined>();

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
