import type { ReportedFault } from '../../application/ports.js';

/** What follows from an error number of Twilio's (twilio.com/docs/api/errors). */
type Policy =
  /** The number can never get a text: it is remembered as bad, the other channel is tried. */
  | 'bad-number'
  /** The person has sent STOP: the consent is closed, nothing is tried again by text. */
  | 'stopped'
  /** Certainly not taken, a matter of seconds: the row goes back to planned. */
  | 'come-back'
  /** The same, but of this sender only: those of others are taken. */
  | 'sender-is-busy'
  /** Certainly not taken, a matter of somebody's settings: the row waits longer while it is of use. */
  | 'wait-for-settings'
  /** This message will not arrive; nothing is wrong with the number. */
  | 'not-delivered';

interface Rule {
  readonly means: string;
  readonly then: Policy;
}

/** Numbers that the table does not know: `not-delivered`. */
export const ERROR_POLICY: Readonly<Record<number, Rule>> = {
  20003: { means: 'credentials refused', then: 'wait-for-settings' },
  20429: { means: 'too many requests', then: 'come-back' },
  20500: { means: 'internal error, nothing was made', then: 'come-back' },
  20503: { means: 'service unavailable', then: 'come-back' },
  21211: { means: 'not a phone number', then: 'bad-number' },
  21214: { means: 'the number cannot be reached', then: 'bad-number' },
  21217: { means: 'does not look like a phone number', then: 'bad-number' },
  21401: { means: 'not a phone number', then: 'bad-number' },
  21407: { means: 'no such kind of number', then: 'bad-number' },
  21408: { means: 'texts to this country are switched off', then: 'not-delivered' },
  21421: { means: 'not a phone number', then: 'bad-number' },
  21606: { means: 'the sender cannot send texts', then: 'not-delivered' },
  21610: { means: 'the person has sent STOP to this sender', then: 'stopped' },
  21611: { means: "the sender's queue is full", then: 'sender-is-busy' },
  21612: { means: 'no way from this sender to this number', then: 'not-delivered' },
  21614: { means: 'not a mobile number', then: 'bad-number' },
  21617: { means: 'the text is too long', then: 'not-delivered' },
  30001: { means: "the sender's queue overflowed", then: 'sender-is-busy' },
  30002: { means: 'the account is suspended', then: 'wait-for-settings' },
  30003: { means: 'the handset is off or out of reach', then: 'not-delivered' },
  30004: { means: 'the handset or its network blocks the sender', then: 'not-delivered' },
  30005: { means: 'the number does not exist', then: 'bad-number' },
  30006: { means: 'a landline, or a network without texts', then: 'bad-number' },
  30007: { means: 'a network filtered the text', then: 'not-delivered' },
  30008: { means: 'not delivered, nobody says why', then: 'not-delivered' },
  30034: { means: 'the sender is not registered for business texts', then: 'not-delivered' },
  30036: { means: 'not delivered within its time', then: 'not-delivered' },
};

export const policyOf = (code: number): Policy => ERROR_POLICY[code]?.then ?? 'not-delivered';

/** A report's error number, which the webhook tells as text and the look-up as a number, with what it says about person or number. */
export const faultOf = (errorCode: unknown): ReportedFault => {
  const code = typeof errorCode === 'number' || typeof errorCode === 'string' ? Number(errorCode) : 0;
  if (!Number.isInteger(code) || code === 0) return {};
  const policy = policyOf(code);
  const told = { errorCode: String(code) };
  if (policy === 'bad-number') return { ...told, blame: 'CONTACT_BAD' };
  return policy === 'stopped' ? { ...told, blame: 'STOPPED' } : told;
};
