import { api, path } from '$web/api.ts';
import { Fetched } from '$web/fetched.svelte.ts';
import { newId } from '$web/ids.ts';
import { live } from '$web/live.svelte.ts';
import { me } from '$web/me.svelte.ts';
import type { ConversationPage, Post, PostEvent } from '../types.ts';

/** A conversation that is looked at: its newest posts, older ones on request, new ones as they come. */
export class Talk extends Fetched<ConversationPage> {
  readonly area: string;
  // Whose words they are: another tab may have signed another account in since.
  readonly #account = me.value?.account.id;
  #draft = newId();

  constructor(area: string) {
    super();
    this.area = area;
  }

  readonly posts = $derived((this.value?.items ?? []).toSorted((one, other) => one.number - other.number));

  #at(...parts: string[]): string {
    return [path`/api/talk/conversations/${this.area}`, ...parts].join('/');
  }

  readonly load = async (): Promise<void> => {
    await this.run(() => api.get<ConversationPage>(this.#at()));
  };

  readonly older = async (): Promise<void> => {
    const before = this.value;
    if (!before?.next) return;
    await this.run(async () => {
      const page = await api.get<ConversationPage>(this.#at(), { query: { cursor: before.next } });
      return { ...page, items: [...before.items, ...page.items] };
    });
  };

  search(words: string): Promise<ConversationPage> {
    return api.get<ConversationPage>(this.#at(), { query: { q: words } });
  }

  /** Sent again after a failure it is still one post. */
  async write(body: string): Promise<void> {
    const post = await api.post<Post>(
      this.#at('posts'),
      { id: this.#draft, body },
      { account: this.#account },
    );
    this.#draft = newId();
    this.#take(post);
  }

  async report(post: Post, reason: string): Promise<void> {
    await api.post(this.#at('posts', post.id, 'report'), { reason }, { account: this.#account });
  }

  /** hide (with the reason), show, pin, unpin, keep */
  async moderate(post: Post, verb: string, body: Record<string, unknown> = {}): Promise<void> {
    this.#take(await api.post<Post>(this.#at('posts', post.id, verb), body));
  }

  async setPosting(posting: ConversationPage['posting']): Promise<void> {
    await api.post(this.#at('posting'), { posting });
    await this.load();
  }

  /** Listens until the function that it returns is called. */
  follow(): () => void {
    const stops = [
      live.on<PostEvent>('talk_post', (event) => this.#hear(event)),
      live.on('resync', () => void this.load()),
    ];
    void this.load();
    return () => {
      for (const stop of stops) stop();
    };
  }

  #hear({ area_id, post }: PostEvent): void {
    if (area_id !== this.area || !this.value) return;
    // Leaders see more of a post than the event tells everyone.
    if (!post || (this.value.leads && (post.hidden || this.#find(post.id)))) return void this.load();
    this.#take({ ...post, mine: this.#find(post.id)?.mine ?? false });
  }

  #find(id: string): Post | undefined {
    return this.value?.items.find((post) => post.id === id);
  }

  #take(post: Post): void {
    const page = this.value;
    if (!page) return;
    const others = (posts: readonly Post[]) => posts.filter((one) => one.id !== post.id);
    const pins = post.pinned ? [post, ...others(page.pins)] : others(page.pins);
    this.value = { ...page, items: [post, ...others(page.items)], pins };
  }
}
