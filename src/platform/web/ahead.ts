// Runs before the program is there: asks for what a household's first page will want, so that the answers travel
// while the program still does. A plain script of its own that imports nothing; api.ts takes the answers.
{
  const wanted = ['/api/identity/me', '/api/reach/feed', '/api/assembly/cards'];
  // Who arrives to sign in has nothing to ask for yet.
  const entering = /^\/(m|sign-in|setup)\/?$/;

  const read = (name: string): string => {
    try {
      return localStorage.getItem(`thon.${name}`) ?? '';
    } catch {
      return ''; // storage is closed to us: ask as for a visitor nobody knows
    }
  };

  const account = (): string => {
    try {
      return (JSON.parse(read('me')) as { account: { id: string } }).account.id;
    } catch {
      return '';
    }
  };

  const ask = (path: string): Promise<Response> => {
    const headers: Record<string, string> = { 'X-Thon': '1', 'Accept-Language': read('language') || 'vi' };
    // What is kept here is this account's; who is signed in may have changed.
    if (path !== '/api/identity/me' && account()) headers['X-Thon-Account'] = account();
    const answer = fetch(path, { headers });
    // A failure is for the one who takes the answer.
    answer.catch(() => undefined);
    return answer;
  };

  if (!entering.test(location.pathname) && !read('me').includes('"kind":"officer"')) {
    globalThis.thonAhead = Object.fromEntries(wanted.map((path) => [path, ask(path)]));
  }
}

// Only a module can be imported by its test.
// oxlint-disable-next-line unicorn/require-module-specifiers
export {};
