// Whether this phone keeps something of a roll-call: a word of its own, so that a household that is not called loads
// nothing to find out.
const NAME = 'thon.rollcall';

export function wasCalled(account: string): boolean {
  try {
    return localStorage.getItem(NAME) === account;
  } catch {
    return false;
  }
}

export function noteCalled(account: string, isCalled: boolean): void {
  try {
    if (isCalled) localStorage.setItem(NAME, account);
    else localStorage.removeItem(NAME);
  } catch {
    // without storage a roll-call is only there with a network
  }
}
