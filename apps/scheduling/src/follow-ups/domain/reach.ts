import type { CadenceInput } from './cadence-input.js';

export type Channel = 'sms' | 'email';

/** What was heard about writing to a client about a next visit, by channel. Absent is not heard. */
export interface Reach {
  readonly consents: Readonly<Partial<Record<Channel, { readonly granted: boolean; readonly at: Date }>>>;
  /** Since when a provider says that the address does not work. */
  readonly bad: Readonly<Partial<Record<Channel, Date>>>;
}

export const UNHEARD: Reach = { consents: {}, bad: {} };

/** The later word stands, whatever order they come in. */
export const withConsent = (
  reach: Reach,
  channel: Channel,
  word: { readonly granted: boolean; readonly at: Date },
): Reach => {
  const known = reach.consents[channel];
  return known !== undefined && known.at >= word.at
    ? reach
    : { ...reach, consents: { ...reach.consents, [channel]: word } };
};

export const withBadAddress = (reach: Reach, channel: Channel, at: Date): Reach => {
  const known = reach.bad[channel];
  return known !== undefined && known >= at ? reach : { ...reach, bad: { ...reach.bad, [channel]: at } };
};

/** The record was changed since: an address may be another one now, and it is tried. */
export const withNewRecord = (reach: Reach, at: Date): Reach => {
  const all = Object.entries(reach.bad);
  const stay = all.filter(([, since]) => since > at);
  return stay.length === all.length ? reach : { ...reach, bad: Object.fromEntries(stay) };
};

const CHANNELS: readonly Channel[] = ['sms', 'email'];

/**
 * Rule H2, as far as this service heard. Nothing heard is nothing known: then the sender decides, which reads consents anew
 * before every message.
 */
export const unreachableBy = ({ consents, bad }: Reach): CadenceInput['unreachable'] => {
  const heard = CHANNELS.filter((channel) => consents[channel] !== undefined);
  if (heard.length === 0) return null;
  const granted = heard.filter((channel) => consents[channel]?.granted === true);
  if (granted.length === 0) return 'NO_CONSENT';
  return granted.every((channel) => bad[channel] !== undefined) ? 'CONTACT_BAD' : null;
};
