// The Vietnamese sentences are the type: a key that is not written there does not compile.
// A capability adds its line here; the texts themselves are gathered by tools/vite-texts.ts.
import type platform from '../text/vi.json';
import type areas from '../../areas/text/vi.json';
import type audit from '../../audit/text/vi.json';
import type channels from '../../channels/text/vi.json';
import type households from '../../households/text/vi.json';
import type identity from '../../identity/text/vi.json';
import type reach from '../../reach/text/vi.json';
import type assembly from '../../assembly/text/vi.json';
import type rollcall from '../../rollcall/text/vi.json';
import type talk from '../../talk/text/vi.json';

export type TextKey =
  | keyof typeof platform
  | keyof typeof areas
  | keyof typeof audit
  | keyof typeof channels
  | keyof typeof households
  | keyof typeof identity
  | keyof typeof reach
  | keyof typeof assembly
  | keyof typeof rollcall
  | keyof typeof talk;
