/** Twilio's message states that the sandbox goes through. */
export type MessageStatus = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'received';

/** One text, as Twilio's Messages resource describes it. */
export interface SmsMessage {
  readonly sid: string;
  readonly direction: 'outbound-api' | 'outbound-reply' | 'inbound';
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly status: MessageStatus;
  readonly errorCode: number | null;
  /** Product time. */
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly statusCallback: string | null;
  readonly validitySeconds: number | null;
}

/** Filters of the list request; dates are whole UTC days or instants, as Twilio takes both. */
export interface MessageFilter {
  readonly to?: string | undefined;
  readonly from?: string | undefined;
  readonly sentOn?: string | undefined;
  readonly sentAfter?: string | undefined;
  readonly sentBefore?: string | undefined;
}

const ofDay = (instant: Date): string => instant.toISOString().slice(0, 10);

/** `2027-05-11` means the whole day; anything longer is an instant. */
const notBefore = (instant: Date, bound: string): boolean =>
  bound.length === 10 ? ofDay(instant) >= bound : instant.getTime() >= Date.parse(bound);
const notAfter = (instant: Date, bound: string): boolean =>
  bound.length === 10 ? ofDay(instant) <= bound : instant.getTime() <= Date.parse(bound);

type Holds = (bound: string) => boolean;
const unless = (bound: string | undefined, holds: Holds): boolean => bound === undefined || holds(bound);

const fits = (message: SmsMessage, filter: MessageFilter): boolean => {
  const at = message.sentAt ?? message.createdAt;
  return [
    unless(filter.to, (to) => message.to === to),
    unless(filter.from, (from) => message.from === from),
    unless(filter.sentOn, (day) => ofDay(at) === day),
    unless(filter.sentAfter, (bound) => notBefore(at, bound)),
    unless(filter.sentBefore, (bound) => notAfter(at, bound)),
  ].every(Boolean);
};

/** Newest first, as Twilio lists. */
export const listMessages = (messages: readonly SmsMessage[], filter: MessageFilter): readonly SmsMessage[] =>
  messages.filter((message) => fits(message, filter)).reverse();

/** The Messages resource as JSON; dates in RFC 2822 with a numeric zone, as Twilio writes them. */
export const toResource = (message: SmsMessage, accountSid: string): Record<string, unknown> => ({
  sid: message.sid,
  account_sid: accountSid,
  api_version: '2010-04-01',
  body: message.body,
  date_created: rfc2822(message.createdAt),
  date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
  date_updated: rfc2822(message.sentAt ?? message.createdAt),
  direction: message.direction,
  error_code: message.errorCode,
  error_message: message.errorCode === null ? null : `error ${message.errorCode}`,
  from: message.from,
  to: message.to,
  messaging_service_sid: null,
  num_media: '0',
  num_segments: '1',
  price: null,
  price_unit: 'USD',
  status: message.status,
  subresource_uris: {},
  uri: `/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}.json`,
});

const rfc2822 = (instant: Date): string => instant.toUTCString().replace('GMT', '+0000');
