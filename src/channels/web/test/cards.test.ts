import { describe, expect, it } from 'vitest';
import { ApiError } from '$web/api.ts';
import {
  atFields,
  changes,
  draftOf,
  kindsOf,
  missing,
  type ChannelCard,
  type ChannelField,
} from '../cards.ts';

const field = (name: string, more: Partial<ChannelField> = {}): ChannelField => ({
  name,
  kind: 'text',
  required: false,
  advanced: false,
  choices: [],
  fallback: '',
  value: '',
  filled: false,
  ...more,
});

const card = (provider: ChannelCard['provider'], fields: ChannelField[]): ChannelCard => ({
  provider,
  health: 'ready',
  setting_id: null,
  version: 0,
  enabled: true,
  fields,
  attention: null,
  attention_text: null,
  attention_at: null,
  worked_at: null,
  reported_at: null,
  hook_url: null,
  from_area_name: null,
  consent_until: null,
});

const SMS = card('sms', [
  field('brandname', { required: true, value: 'UBND XA' }),
  field('token', { kind: 'secret', required: true, filled: true }),
  field('webhook_secret', { kind: 'secret', filled: true }),
  field('accents', { kind: 'choice', fallback: 'fold', choices: ['fold', 'keep'] }),
]);

describe('what a form sends', () => {
  it('is nothing when nothing was changed', () => {
    expect(changes(SMS, draftOf(SMS))).toEqual([]);
  });

  it('is what was changed, and a secret only when it was typed anew', () => {
    const draft = draftOf(SMS);
    draft.values.brandname = '  UBND SP ';
    draft.values.token = 'moi';
    draft.values.accents = 'keep';
    expect(changes(SMS, draft)).toEqual([
      { name: 'brandname', value: 'UBND SP' },
      { name: 'token', value: 'moi' },
      { name: 'accents', value: 'keep' },
    ]);
  });

  it('empties a secret that is to be deleted', () => {
    const draft = draftOf(SMS);
    draft.dropped.webhook_secret = true;
    expect(changes(SMS, draft)).toEqual([{ name: 'webhook_secret', value: '' }]);
  });

  it('empties a choice that is the usual one again', () => {
    const kept = card('sms', [field('accents', { kind: 'choice', fallback: 'fold', value: 'keep' })]);
    const draft = draftOf(kept);
    draft.values.accents = 'fold';
    expect(changes(kept, draft)).toEqual([{ name: 'accents', value: '' }]);
  });
});

describe('what is missing', () => {
  it('is what is needed and would be empty; a kept secret is there', () => {
    const draft = draftOf(SMS);
    expect(missing(SMS, draft)).toEqual([]);
    draft.values.brandname = ' ';
    draft.dropped.token = true;
    expect(missing(SMS, draft)).toEqual(['brandname', 'token']);
  });
});

describe('what can be tried', () => {
  it('is one kind for most, and templates only once one is named', () => {
    expect(kindsOf(SMS)).toEqual(['sms']);
    expect(kindsOf(card('zalo', [field('zns_template')]))).toEqual(['zalo_oa', 'zalo_group']);
    expect(kindsOf(card('zalo', [field('zns_template', { value: '12345' })]))).toContain('zns');
  });
});

it('leads what the server finds fault with to the field that was sent there', () => {
  const errors = [
    { path: '/fields/1/value', key: 'channels.error.address', message: 'Địa chỉ' },
    { path: '/area_id', key: 'channels.error.area', message: 'Đơn vị' },
  ];
  const error = atFields(new ApiError(422, { errors }), [{ name: 'brandname' }, { name: 'url' }]) as ApiError;
  expect(error.fields.map((fault) => fault.path)).toEqual(['/fields/url', '/area_id']);
  expect(atFields('trouble', [])).toBe('trouble');
});
