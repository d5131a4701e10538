import type { SendOutcome } from '../../application/ports.js';

const BACK_OFF_SECONDS = { busy: 60, down: 30, ours: 300 } as const;
/** Replies to RCPT TO that speak of the mailbox, where a server gives no enhanced code (RFC 5321, 4.2.3). */
const NO_SUCH_MAILBOX: ReadonlySet<number> = new Set([550, 551, 553]);
/** X.1.x bad address, X.2.1 mailbox disabled (RFC 3463); X.7.x is policy and no fault of the address. */
const BAD_ADDRESS = /^5\d\d[ -]5\.(?:1\.\d{1,3}|2\.1)\b/u;
const ENHANCED = /^5\d\d[ -]5\.\d{1,3}\.\d{1,3}\b/u;
/** Before any message is spoken of: what is refused there is our access, not the message. */
const OUR_ACCESS = /^(?:CONN|EHLO|HELO|STARTTLS|AUTH)/u;

interface SmtpFailure {
  readonly code: string;
  readonly command: string;
  readonly response: string;
  readonly responseCode: number;
}

const field = (error: unknown, key: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const failureOf = (error: unknown): SmtpFailure => {
  const responseCode = field(error, 'responseCode');
  return {
    code: text(field(error, 'code')),
    command: text(field(error, 'command')),
    response: text(field(error, 'response')),
    responseCode: typeof responseCode === 'number' ? responseCode : 0,
  };
};

const retry = (afterSeconds: number): SendOutcome => ({ outcome: 'retry-later', afterSeconds });

/** Subjects of RFC 3463: address, mailbox, and the message itself; the mail system and the network. */
const OF_MESSAGE: readonly string[] = ['1', '2', '6'];
const OF_SERVER: readonly string[] = ['3', '4'];
/** Of all that we send, though a policy says it when it hears of a recipient. */
const TOO_FAST = /\b(?:rate|throttl\w*|too (?:many|much))\b/iu;

/** Is it this recipient only, or this text, that the server does not take now? Greylisting and the like answer to RCPT TO. */
const isOfMessage = ({ command, response, responseCode }: SmtpFailure): boolean => {
  if (command === 'MAIL FROM' || OUR_ACCESS.test(command) || TOO_FAST.test(response)) return false;
  const subject = /^4\d\d[ -]4\.(?<subject>\d{1,3})\./u.exec(response)?.groups?.['subject'];
  // 452 without a subject: the server has no room (RFC 5321, 4.2.3).
  if (subject === undefined) return command === 'RCPT TO' && responseCode !== 452;
  return OF_MESSAGE.includes(subject) || (command === 'RCPT TO' && !OF_SERVER.includes(subject));
};

const busy = (failure: SmtpFailure): SendOutcome => {
  const concerns = isOfMessage(failure) ? ({ concerns: 'message' } as const) : {};
  return { outcome: 'retry-later', afterSeconds: BACK_OFF_SECONDS.busy, ...concerns };
};

const blamesMailbox = ({ command, response, responseCode }: SmtpFailure): boolean =>
  command !== 'MAIL FROM' &&
  (BAD_ADDRESS.test(response) ||
    (!ENHANCED.test(response) && command === 'RCPT TO' && NO_SUCH_MAILBOX.has(responseCode)));

/**
 * How a send ended that failed. `bodyLeft`: the whole message had been handed to the connection, so the final dot may have gone out;
 * silence after that is in doubt (RFC 1047), while a server that never saw the dot must not deliver.
 */
export const outcomeOf = (error: unknown, bodyLeft: boolean): SendOutcome => {
  const failure = failureOf(error);
  if (failure.responseCode >= 500) {
    if (OUR_ACCESS.test(failure.command)) return retry(BACK_OFF_SECONDS.ours);
    return {
      outcome: 'refused',
      code: String(failure.responseCode),
      reason: blamesMailbox(failure) ? 'CONTACT_BAD' : 'PROVIDER_REFUSED',
    };
  }
  if (failure.responseCode >= 400) return busy(failure);
  if (bodyLeft) return { outcome: 'in-doubt' };
  if (failure.code === 'EAUTH' || failure.code === 'ETLS') return retry(BACK_OFF_SECONDS.ours);
  if (failure.code === 'EENVELOPE') return { outcome: 'refused', code: failure.code, reason: 'CONTACT_BAD' };
  return retry(BACK_OFF_SECONDS.down);
};
