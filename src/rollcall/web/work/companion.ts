import { me } from '$web/me.svelte.ts';
import { marks } from './marks.ts';

/** Sends marks that still wait on this device, whatever page is open. */
export const start = (): (() => void) =>
  me.value && me.can('rollcall.mark') ? marks.start(me.value.account.id) : () => undefined;
