import { sha256 } from '@aftercare/kernel';
import type { SeededRandom } from '@aftercare/testing';
import type {
  DeliveryReport,
  DeliveryStatus,
  EmailMessage,
  LookUpResult,
  SendOutcome,
  SmsLookUp,
  SmsMessage,
} from '../../delivery/application/ports.js';
import type { Agenda } from './agenda.js';
import type { WorldClock } from './world-clock.js';

/** One line of a provider's log: somebody gets this. */
export interface Sent {
  readonly providerId: string;
  readonly channel: 'sms' | 'email';
  readonly attemptId: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly atMs: number;
  /** The caller heard that it was taken. */
  readonly isTold: boolean;
  /** How it ends. */
  readonly fate: 'delivered' | 'undelivered';
}

/** How a provider behaves; shares are chances per call. */
export interface Manners {
  isDown: boolean;
  /** The message is taken, the answer lost. */
  dropsReply: number;
  /** Neither. */
  dropsCall: number;
  busy: number;
  fails: number;
  /** Of mails: they come back later. */
  bounces: number;
  /** Of callbacks. */
  loses: number;
  repeats: number;
  /** Longest delay of a callback, in minutes. */
  delayMinutes: number;
  silentList: number;
}

export const friendly = (): Manners => ({
  isDown: false,
  dropsReply: 0,
  dropsCall: 0,
  busy: 0,
  fails: 0,
  bounces: 0,
  loses: 0,
  repeats: 0,
  delayMinutes: 1,
  silentList: 0,
});

const ENDS = [
  { status: 'failed', code: '30003' },
  { status: 'undelivered', code: '30005' },
] as const;

export type Arrival = Pick<Sent, 'channel' | 'attemptId' | 'from'>;

interface Hooks {
  readonly onSent: (sent: Sent) => void;
  /** A call arrived, whatever becomes of it. */
  readonly onArrival: (message: Arrival) => void;
  /** A call that the caller knows to be lost, or knows nothing of. */
  readonly onBad: () => void;
  readonly onSentBack: (attemptId: string) => void;
  readonly report: (report: DeliveryReport) => void;
}

/** Twilio and the mail server as seen from here, with one log. The log is what the model believes. */
export class Providers {
  readonly log: Sent[] = [];
  readonly manners = friendly();
  /** `from/to` of numbers that Twilio itself blocks. */
  readonly blocked = new Set<string>();
  /** Calls to a blocked number. */
  blockedCalls = 0;

  constructor(
    private readonly clock: WorldClock,
    private readonly agenda: Agenda,
    private readonly random: SeededRandom,
    private readonly hooks: Hooks,
  ) {}

  async text(message: SmsMessage): Promise<SendOutcome> {
    const { attemptId, from, to, body } = message;
    this.hooks.onArrival({ channel: 'sms', attemptId, from });
    if (this.blocked.has(`${from}/${to}`)) {
      this.blockedCalls += 1;
      return { outcome: 'refused', code: '21610', reason: 'STOPPED' };
    }
    return this.take({ channel: 'sms', attemptId, from, to, body });
  }

  async mail({ attemptId, from, to, text }: EmailMessage): Promise<SendOutcome> {
    this.hooks.onArrival({ channel: 'email', attemptId, from });
    return this.take({ channel: 'email', attemptId, from, to, body: text });
  }

  async lookUp({ from, to, sentAfter, bodyHash }: SmsLookUp): Promise<LookUpResult> {
    const { isDown, silentList } = this.manners;
    if (isDown || this.random.chance(silentList)) return { found: 'unanswered' };
    const found = this.log.find(
      (sent) =>
        sent.channel === 'sms' &&
        sent.from === from &&
        sent.to === to &&
        sent.atMs >= sentAfter.getTime() - 2000 &&
        sha256(sent.body) === bodyHash,
    );
    return found === undefined ? { found: false } : { found: true, providerId: found.providerId, status: 'sent' };
  }

  private take(message: Pick<Sent, 'channel' | 'attemptId' | 'from' | 'to' | 'body'>): SendOutcome {
    const { isDown, dropsReply, dropsCall, busy } = this.manners;
    if (isDown || this.random.chance(busy)) {
      this.hooks.onSentBack(message.attemptId);
      this.hooks.onBad();
      return {
        outcome: 'retry-later',
        afterSeconds: isDown ? this.random.between(120, 900) : this.random.between(1, 60),
      };
    }
    if (this.random.chance(dropsCall)) {
      this.hooks.onBad();
      return { outcome: 'in-doubt' };
    }
    const isTold = !this.random.chance(dropsReply);
    if (!isTold) this.hooks.onBad();
    const { providerId } = this.keep(message, isTold);
    return isTold ? { outcome: 'accepted', providerId } : { outcome: 'in-doubt' };
  }

  private keep(message: Pick<Sent, 'channel' | 'attemptId' | 'from' | 'to' | 'body'>, isTold: boolean): Sent {
    const { fails: ofTexts, bounces } = this.manners;
    const fails = this.random.chance(message.channel === 'sms' ? ofTexts : bounces);
    const sent: Sent = {
      ...message,
      providerId: `P${this.log.length}`,
      atMs: this.clock.ms,
      isTold,
      fate: fails ? 'undelivered' : 'delivered',
    };
    this.log.push(sent);
    this.hooks.onSent(sent);
    if (sent.channel === 'sms' || fails) this.tellFate(sent);
    return sent;
  }

  /** Callbacks come late, twice, in any order, or not at all. */
  private tellFate({ attemptId, providerId, fate, channel }: Sent): void {
    const end = fate === 'delivered' ? { status: 'delivered' as const, code: undefined } : this.random.pick(ENDS);
    const tell = (status: DeliveryStatus, errorCode?: string): void => {
      if (this.random.chance(this.manners.loses)) return;
      const report = { attemptId, providerId, status, channel, ...(errorCode === undefined ? {} : { errorCode }) };
      const times = this.random.chance(this.manners.repeats) ? 2 : 1;
      for (let time = 0; time < times; time += 1) {
        const delayMs = this.random.between(0, this.manners.delayMinutes * 60_000);
        this.agenda.at(new Date(this.clock.ms + delayMs), () => this.hooks.report(report));
      }
    };
    // Mail servers tell of failures only.
    if (channel === 'sms') tell('sent');
    tell(end.status, end.code);
  }
}
