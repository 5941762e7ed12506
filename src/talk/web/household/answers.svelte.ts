import { api, ApiError } from '$web/api.ts';
import { formatWhen, loadTexts, t } from '$web/i18n.svelte.ts';
import { live } from '$web/live.svelte.ts';
import { me } from '$web/me.svelte.ts';
import { news } from '$web/news.svelte.ts';
import { waiting, type WaitingItem } from '$web/waiting.svelte.ts';
import type { OwnQuestion, OwnQuestions } from '../types.ts';

const waitingItem = (question: OwnQuestion): WaitingItem => ({
  id: question.id,
  href: `/questions/${question.id}`,
  icon: 'message-circle',
  mark: t('talk.own.has_answer'),
  title: question.title,
  from: `${question.area_name} · ${formatWhen(question.updated_at)}`,
  isAnswered: false,
  due: question.updated_at,
});

/** Answers that the household has not read: put among what waits on its first page, and kept fresh by live events. */
class Answers {
  #items = $state.raw<OwnQuestion[]>([]);

  start(): () => void {
    if (!me.value?.household) return () => undefined;
    const look = () => void (document.visibilityState === 'visible' && this.refresh());
    const stops = [
      waiting.add('talk', () => this.#items.map(waitingItem)),
      live.on('talk_thread', () => void this.#hear()),
      live.on('resync', () => void this.refresh()),
    ];
    document.addEventListener('visibilitychange', look);
    void this.refresh();
    return () => {
      for (const stop of stops) stop();
      document.removeEventListener('visibilitychange', look);
      this.#items = [];
    };
  }

  async refresh(): Promise<void> {
    try {
      const { items } = await api.get<OwnQuestions>('/api/talk/unread');
      if (items.length) await loadTexts('household');
      this.#items = items;
    } catch (error) {
      // Without a network the last list stays; it is fetched again when there is one.
      if (!(error instanceof ApiError)) throw error;
    }
  }

  async #hear(): Promise<void> {
    const before = new Map(this.#items.map((item) => [item.id, item.updated_at]));
    await this.refresh();
    const fresh = this.#items.find((item) => before.get(item.id) !== item.updated_at);
    if (!fresh) return;
    const { id, title } = fresh;
    news.now = { id, text: t('talk.own.arrived', { title }), href: `/questions/${id}` };
  }
}

export const answers = new Answers();
