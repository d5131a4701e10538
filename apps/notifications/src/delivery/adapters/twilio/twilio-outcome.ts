import twilio from 'twilio';
import type { SendOutcome } from '../../application/ports.js';
import { policyOf } from './error-policy.js';
import { TwilioBusyError } from './twilio-request-client.js';

const BACK_OFF_SECONDS = { busy: 5, down: 30, settings: 300 } as const;

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

/** The number decides; a status alone only where Twilio gave no number that the table knows. */
const ofAnswer = (status: number, code: number): SendOutcome => {
  if (MAYBE_MADE.has(status)) return { outcome: 'in-doubt' };
  switch (policyOf(code)) {
    case 'bad-number':
      return { outcome: 'refused', code: String(code), reason: 'CONTACT_BAD' };
    case 'stopped':
      return { outcome: 'refused', code: String(code), reason: 'STOPPED' };
    case 'come-back':
      return retry(BACK_OFF_SECONDS.busy);
    case 'sender-is-busy':
      return { outcome: 'retry-later', afterSeconds: BACK_OFF_SECONDS.busy, concerns: 'message' };
    case 'wait-for-settings':
      return retry(BACK_OFF_SECONDS.settings);
    case 'not-delivered':
      return ofStatus(status, code);
  }
};

const ofStatus = (status: number, code: number): SendOutcome => {
  if (status === 429) return retry(BACK_OFF_SECONDS.busy);
  if (status >= 500) return retry(BACK_OFF_SECONDS.down);
  // A rotated token is the clinic's own trouble: the messages wait for it instead of failing one by one.
  if (CREDENTIALS.has(status)) return retry(BACK_OFF_SECONDS.settings);
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
