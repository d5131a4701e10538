import type { ClinicRules } from '../../../clinics/application/ports.js';
import type { Channel } from '../../domain/reminder.js';

/** What a provider or a network lets one sender send. Absent: as much as there is. */
export interface SenderAllowance {
  /** Calls in any second. */
  readonly perSecond?: number;
  /** Messages on a day at the clinic. */
  readonly perDay?: number;
}

export interface SenderAllowances {
  /** Of each sender number. */
  readonly sms: SenderAllowance;
  /** Per second: of the mail server that all clinics share. Per day: of each clinic. */
  readonly email: SenderAllowance;
  /** By sender number or address, instead of the above. */
  readonly senders: ReadonlyMap<string, SenderAllowance>;
}

/** Who sends, as the book of allowances and everything that waits for it calls it. */
export interface Sender {
  readonly channel: Channel;
  /** Whose calls a second are counted together. */
  readonly line: string;
  readonly perSecond: number | undefined;
  /** Whose messages a day are counted together. */
  readonly account: string;
  readonly perDay: number | undefined;
}

type Rules = Pick<ClinicRules, 'clinicId' | 'smsSender' | 'emailFrom'>;

const NOBODY_COUNTS: SenderAllowances = { sms: {}, email: {}, senders: new Map() };

const withOwn = (common: SenderAllowance, own: SenderAllowance | undefined): SenderAllowance => ({ ...common, ...own });

export const senderOf = (
  channel: Channel,
  rules: Rules,
  { sms, email, senders }: SenderAllowances = NOBODY_COUNTS,
): Sender => {
  if (channel === 'sms') {
    const { perSecond, perDay } = withOwn(sms, senders.get(rules.smsSender));
    const account = `sms:${rules.smsSender}`;
    return { channel, line: account, perSecond, account, perDay };
  }
  // A clinic's own address does not make the shared server faster.
  const { perDay } = withOwn(email, senders.get(rules.emailFrom));
  return { channel, line: 'email', perSecond: email.perSecond, account: `email:${rules.clinicId}`, perDay };
};

const EXCEPTION = /^(?<sender>[^\s=]+)=(?<perSecond>\d{1,4})?\/(?<perDay>\d{1,7})?$/u;

const positive = (text: string | undefined): number | undefined =>
  text === undefined || Number(text) === 0 ? undefined : Number(text);

/** `+441234=10/2000,hello@elm.example=/500`: sender, calls a second, messages a day. Undefined where it cannot be read. */
export const readSenders = (text: string): ReadonlyMap<string, SenderAllowance> | undefined => {
  const read = text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => EXCEPTION.exec(one)?.groups);
  if (read.includes(undefined)) return undefined;
  return new Map(
    read.map((groups) => [
      groups?.['sender'] ?? '',
      allowanceOf(positive(groups?.['perSecond']), positive(groups?.['perDay'])),
    ]),
  );
};

export const allowanceOf = (perSecond: number | undefined, perDay: number | undefined): SenderAllowance => ({
  ...(perSecond === undefined ? {} : { perSecond }),
  ...(perDay === undefined ? {} : { perDay }),
});
