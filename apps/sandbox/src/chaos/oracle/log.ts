import type { SeenMail, SeenText } from '../../demo/http/outside-world.js';
import { keyOf } from './owed.js';
import type { Kind } from './owed.js';

/** A message that a provider accepted. */
export interface Accepted {
  readonly channel: 'sms' | 'email';
  /** What it tells whom, read from its words; undefined where no such message is known. */
  readonly key: string | undefined;
  /** The row that it was sent for, as our own mark on it says. */
  readonly rowId: string | undefined;
}

/** The sandbox shows where delivery was to be reported, too. */
export type LoggedText = SeenText & { readonly statusCallback: string | null };

const VISIT = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2} \d\d:\d\d\b/u;

const kindOf = (words: string): Kind | undefined => {
  if (/\b[Yy]our visit (?:is booked for|on) /u.test(words)) return 'confirmation';
  return /reminder of your appointment on |^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day/u.test(words)
    ? '24h'
    : undefined;
};

const keyFrom = (phone: string | undefined, kind: Kind | undefined, words: string): string | undefined => {
  const visit = VISIT.exec(words)?.[0];
  return phone === undefined || kind === undefined || visit === undefined ? undefined : keyOf(kind, phone, visit);
};

const rowOfText = (callback: string | null): string | undefined =>
  callback === null ? undefined : new URL(callback).searchParams.get('a')?.split('~')[1];

/** All that left for clients. Mail to staff is not of it. `phoneOf`: who reads an address. */
export const readLog = (
  texts: readonly LoggedText[],
  mails: readonly SeenMail[],
  phoneOf: ReadonlyMap<string, string>,
): readonly Accepted[] => [
  ...texts
    .filter(({ direction }) => direction === 'outbound-api')
    .map(({ to, body, statusCallback }) => ({
      channel: 'sms' as const,
      key: keyFrom(to, kindOf(body), body),
      rowId: rowOfText(statusCallback),
    })),
  ...mails
    .filter(({ to }) => !to.endsWith('@staff.example'))
    .map(({ to, subject, text, messageId }) => ({
      channel: 'email' as const,
      key: keyFrom(phoneOf.get(to), kindOf(subject), text),
      rowId: /^<(.+)@/u.exec(messageId)?.[1],
    })),
];
