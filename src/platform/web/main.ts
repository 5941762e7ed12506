import './tokens.css';
import './base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { afterFirstView } from './first-view.ts';
import { startLanguage } from './i18n.svelte.ts';
import { startLook } from './look.svelte.ts';
import { me } from './me.svelte.ts';
import { startRouter } from './router.svelte.ts';
import { worker } from './worker.svelte.ts';

// The worker fetches the whole app once more; that waits until the first page is in use.
const WORKER_AFTER = 3_000;

async function start(): Promise<void> {
  startLook();
  document.documentElement.dataset.shell = 'bare';
  // Who arrives to sign in need not wait for the answer that nobody is signed in yet.
  const enters = location.pathname === '/m' || location.pathname === '/sign-in';
  const known = me.start();
  await Promise.all([enters ? undefined : known, startLanguage()]);
  startRouter();
  worker.listen();
  const target = document.getElementById('app');
  if (!target) throw new Error('index.html has no #app');
  target.replaceChildren();
  mount(App, { target });
  afterFirstView(() => import('./fonts.ts'));
  if (import.meta.env.PROD) afterFirstView(() => worker.start(), WORKER_AFTER);
}

void start();
