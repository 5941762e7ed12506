import { ApiError } from '$web/api.ts';
import type * as schema from '$web/schema';
import type { IconName } from '$web/icons.ts';
import { tMaybe, type TextKey, t } from '$web/i18n.svelte.ts';

export type ChannelCard = schema.SchemaChannelCard;
export type ChannelCards = schema.SchemaChannelCards;
export type ChannelField = schema.SchemaFieldView;
export type Provider = ChannelCard['provider'];
export type Kind = schema.SchemaKind;
export type TestResult = schema.SchemaTestResult;
type Health = ChannelCard['health'];
type Tone = 'reached' | 'waiting' | 'missed' | 'unknown' | 'brand' | 'plain';

/** Choices of a provider are text beyond what the type knows. */
const key = (text: string) => text as TextKey;

export const nameOf = (provider: Provider) => t(`channels.provider.${provider}`);
export const labelOf = (provider: Provider, field: string) => t(key(`channels.field.${provider}.${field}`));
export const choiceOf = (provider: Provider, field: string, choice: string) =>
  t(key(`channels.choice.${provider}.${field}.${choice}`));
// A sentence holds no braces of its own: they stand for what is put in.
export const hintOf = (provider: Provider, field: string) =>
  tMaybe(`channels.hint.${provider}.${field}`, { open: '{', close: '}' });

export const ICON: Record<Provider, IconName> = {
  push: 'smartphone',
  zalo: 'message-circle',
  sms: 'phone',
  loudspeaker: 'megaphone',
  email: 'send',
  facebook: 'globe',
};

export const HEALTH: Record<Health, { tone: Tone; icon: IconName }> = {
  none: { tone: 'unknown', icon: 'plus' },
  off: { tone: 'plain', icon: 'x' },
  ready: { tone: 'brand', icon: 'check' },
  working: { tone: 'reached', icon: 'circle-check' },
  attention: { tone: 'missed', icon: 'triangle-alert' },
  inherited: { tone: 'brand', icon: 'building-2' },
};

/** What may be tried with a card; Zalo's templates only once one is named. */
export function kindsOf(card: ChannelCard): Kind[] {
  if (card.provider !== 'zalo') return [card.provider];
  const template = card.fields.find((field) => field.name === 'zns_template')?.value;
  return template ? ['zalo_oa', 'zalo_group', 'zns'] : ['zalo_oa', 'zalo_group'];
}

export interface Draft {
  values: Record<string, string>;
  /** Secrets that are to be deleted. */
  dropped: Record<string, boolean>;
  enabled: boolean;
}

export const draftOf = (card: ChannelCard): Draft => ({
  values: Object.fromEntries(
    card.fields.map((field) => [field.name, field.value || (field.kind === 'choice' ? field.fallback : '')]),
  ),
  dropped: {},
  enabled: card.enabled,
});

/** What changed, and nothing else: a secret that nobody typed anew stays as it is. */
export function changes(card: ChannelCard, draft: Draft): { name: string; value: string }[] {
  const found: { name: string; value: string }[] = [];
  for (const field of card.fields) {
    const typed = (draft.values[field.name] ?? '').trim();
    if (field.kind === 'secret') {
      if (typed || draft.dropped[field.name]) found.push({ name: field.name, value: typed });
      continue;
    }
    const value = field.kind === 'choice' && typed === field.fallback ? '' : typed;
    if (value !== field.value) found.push({ name: field.name, value });
  }
  return found;
}

/** Needed fields that would be empty, for the form to say so before anything is sent. */
export const missing = (card: ChannelCard, draft: Draft): string[] =>
  card.fields
    .filter(
      (field) =>
        field.required &&
        !(draft.values[field.name] ?? '').trim() &&
        !(field.kind === 'secret' && field.filled && !draft.dropped[field.name]),
    )
    .map((field) => field.name);

/** The place of a field in the form. */
export const pathOf = (name: string): string => `/fields/${name}`;

/** The server names a fault by its place among what was sent; the form knows fields by name. */
export function atFields(error: unknown, sent: readonly { name: string }[]): unknown {
  if (error instanceof ApiError)
    for (const fault of error.fields)
      fault.path = fault.path.replace(/^\/fields\/(\d+)\/.*$/, (_, at: string) =>
        pathOf(sent[Number(at)]?.name ?? at),
      );
  return error;
}
