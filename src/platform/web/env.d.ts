declare const __WORKSHOP__: boolean;

declare module 'virtual:texts/*' {
  const texts: Record<string, string>;
  export default texts;
}

/** Answers that ahead.ts has asked for and nobody has taken yet, by path. */
declare var thonAhead: Record<string, Promise<Response>> | undefined;
