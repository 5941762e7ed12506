import { me } from './me.svelte.ts';
import { navigate } from './router.svelte.ts';
import { toastError } from './components/toasts.svelte.ts';

/** Signs this device out. Without a network it stays signed in and says so: the session would live on the server. */
export async function signOut(before: () => void = () => undefined): Promise<void> {
  try {
    await me.signOut();
    before();
    navigate('/sign-in', { replace: true });
  } catch (error) {
    toastError(error);
  }
}
