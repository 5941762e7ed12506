// What can wait (the heading font, the next screen, the worker that keeps the app) does not compete for the network
// and the processor with what the visitor came for.
let open: () => void;
const shown = new Promise<void>((resolve) => (open = resolve));

/** Called by a page once it shows what it is for. */
export const firstViewShown = (): void => open();

const whenIdle = (work: () => void) =>
  'requestIdleCallback' in globalThis ? requestIdleCallback(work, { timeout: 2_000 }) : setTimeout(work, 300);

/** A moment in which nothing else is to be done; it comes within two seconds. */
export const calm = (): Promise<void> => new Promise((resolve) => whenIdle(resolve));

/** Does the work when the first page is there, at least `pause` ms later and when nothing else is to be done. */
export function afterFirstView(work: () => unknown, pause = 0): void {
  // What fails here is fetched again when it is needed.
  const calmly = () => whenIdle(() => void Promise.resolve(work()).catch(() => undefined));
  void shown.then(() => (pause ? setTimeout(calmly, pause) : calmly()));
}
