import type { Faults } from '$web/forms.svelte.ts';
import { t } from '$web/i18n.svelte.ts';

export interface NewAccount {
  name: string;
  login: string;
  password: string;
}

/** As src/identity/rules.cpp has it. */
const LEAST_PASSWORD = 10;

export const emptyAccount = (): NewAccount => ({ name: '', login: '', password: '' });

/** As it is sent: what was typed around the words does not count. */
export const tidyAccount = ({ name, login, password }: NewAccount): NewAccount => ({
  name: name.trim(),
  login: login.trim(),
  password,
});

/** What is missing in it, by path. */
export function accountFaults(account: NewAccount): Record<string, string> {
  const { name, login, password } = tidyAccount(account);
  return {
    ...(name ? {} : { '/name': t('identity.people.name_missing') }),
    ...(login ? {} : { '/login': t('identity.people.login_missing') }),
    ...(password.length >= LEAST_PASSWORD ? {} : { '/password': t('identity.people.password_missing') }),
  };
}

export function checkAccount(account: NewAccount, faults: Faults): void {
  for (const [path, message] of Object.entries(accountFaults(account))) faults.add(path, message);
}
