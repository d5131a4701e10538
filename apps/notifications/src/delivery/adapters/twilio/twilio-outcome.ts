import twilio from 'twilio';
import type { SendOutcome } from '../../application/ports.js';
import { TwilioBusyError } from './twilio-request-client.js';

const BACK_OFF_SECONDS = { busy: 5, down: 30, credentials: 300 } as const;

/** Numbers that can never get a text: not a number, a landline, not reachable by SMS (twilio.com/docs/api/errors). */
const BAD_NUMBER: ReadonlySet<number> = new Set([21211, 21214, 21217, 21401, 21407, 21421, 21614, 30003, 30005, 30006]);
/** The person has sent STOP to this sender; Twilio blocks it. */
const OPTED_OUT = 21610;
/** Queue of the sender is full, or too many requests: the message was not taken. */
const COME_BACK: ReadonlySet<number> = new Set([20429, 21611, 30001, 20500, 20503]);
/** A gateway gave up waiting for Twilio: the message may have been made. */
const MAYBE_MADE: ReadonlySet<number> = new Set([502, 504]);
const CREDENTIALS: ReadonlySet<number> = new Set([401, 403]);

/** The connection was never made, so nothing can have been sent. Everything else that has no answer is in doubt. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

const retry = (afterSeconds: number): SendOutcome => ({ outcome: 'retry-later', afterSeconds });

const ofAnswer = (status: number, code: number): SendOutcome => {
  if (MAYBE_MADE.has(status)) return { outcome: 'in-doubt' };
  if (COME_BACK.has(code) || status === 429) return retry(BACK_OFF_SECONDS.busy);
  if (status >= 500) return retry(BACK_OFF_SECONDS.down);
  if (code === OPTED_OUT) return { outcome: 'refused', code: String(code), reason: 'STOPPED' };
  if (BAD_NUMBER.has(code)) return { outcome: 'refused', code: String(code), reason: 'CONTACT_BAD' };
  // A rotated token is the clinic's own trouble: the messages wait for it instead of failing one by one.
  if (CREDENTIALS.has(status)) return retry(BACK_OFF_SECONDS.credentials);
  return { outcome: 'refused', code: String(code === 0 ? status : code), reason: 'PROVIDER_REFUSED' };
};

const textOf = (error: unknown, key: 'code' | 'syscall'): string => {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : '';
};

const neverConnected = (error: unknown): boolean =>
  NEVER_CONNECTED.has(textOf(error, 'code')) ||
  (textOf(error, 'code') === 'ETIMEDOUT' && textOf(error, 'syscall') === 'connect');

/** How a create call ended that threw. Certainly not sent only where that is certain. */
export const outcomeOf = (error: unknown): SendOutcome => {
  if (error instanceof TwilioBusyError) return retry(error.afterSeconds ?? BACK_OFF_SECONDS.busy);
  if (error instanceof twilio.RestException) return ofAnswer(error.status, error.code ?? 0);
  if (neverConnected(error) || (error instanceof Error && neverConnected(error.cause)))
    return retry(BACK_OFF_SECONDS.down);
  return { outcome: 'in-doubt' };
};
