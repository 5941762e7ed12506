// The Vietnamese sentences are the type: a key that is not written there does not compile.
// A capability adds its line here; the texts themselves are gathered by tools/vite-texts.ts.
import type platform from '../text/vi.json';

export type TextKey = keyof typeof platform;
