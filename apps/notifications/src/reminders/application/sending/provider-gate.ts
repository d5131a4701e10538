import { addDays, Clock, dateOf, MachineTime, newId, utcOf } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import type { ClinicRules } from '../../../clinics/application/ports.js';
import type { Channel, Reminder } from '../../domain/reminder.js';
import { Allowance } from './allowance.js';
import { AllowanceBook } from './allowance-book.js';
import { waiting } from './ledger.js';
import { ProviderCircuits } from './provider-circuits.js';
import type { Showed } from './provider-circuits.js';
import { DayCredits } from './day-credits.js';
import type { SenderDay } from './day-credits.js';
import type { Delivered } from './deliver.js';
import { senderOf } from './sender-allowances.js';
import type { Sender } from './sender-allowances.js';
import { SenderLine } from './sender-line.js';
import type { Pass } from './sender-line.js';
import { SendSettings } from './send-settings.js';

/** A call that wants to be made. */
export interface WantedCall {
  readonly row: Reminder;
  readonly channel: Channel;
  readonly rules: ClinicRules | undefined;
}

/** A row whose provider is left alone; it was not called for it. */
export interface KeptBack {
  readonly until: Date;
}

/** Makes the call, unless `begin` says that it may not start any more. */
export type MakeCall = (begin: () => boolean) => Promise<Delivered>;

interface Leave {
  readonly pass?: Pass;
  readonly day?: SenderDay;
}

/** What the provider did; undefined where it was not called after all, or spoke of this message only. */
const showedBy = ({ settlement: { to, attempt }, isItsOwnTrouble }: Delivered): Showed => {
  if (isItsOwnTrouble === true) return undefined;
  const outcome = attempt?.outcome ?? (to === 'unknown' ? 'in-doubt' : undefined);
  if (outcome === undefined) return undefined;
  return outcome === 'retry-later' || outcome === 'in-doubt' ? 'fails' : 'answers';
};

const morningAfter = (date: string, { zone, quietHours }: ClinicRules): Date =>
  utcOf({ date: addDays(date, 1), time: quietHours.from }, zone);

/** The way to the providers: so many calls at a time, in a second, on a day. */
@Injectable()
export class ProviderGate {
  private readonly atOnce: Readonly<Record<Channel, Allowance>>;
  private readonly lines = new Map<string, SenderLine>();
  private readonly days: DayCredits;
  private readonly owner = newId();

  constructor(
    private readonly book: AllowanceBook,
    private readonly clock: Clock,
    private readonly machine: MachineTime,
    private readonly settings: SendSettings,
    readonly circuits: ProviderCircuits,
  ) {
    this.days = new DayCredits(book);
    this.atOnce = {
      sms: new Allowance(settings.values.smsAtOnce),
      email: new Allowance(settings.values.emailsAtOnce),
    };
  }

  /** Calls that run or wait. */
  get pending(): number {
    const queued = [...this.lines.values()].reduce((sum, line) => sum + line.length, 0);
    return this.atOnce.sms.pending + this.atOnce.email.pending + queued;
  }

  get isShaped(): boolean {
    return this.settings.values.allowances !== undefined;
  }

  senderOf(channel: Channel, rules: ClinicRules): Sender {
    return senderOf(channel, rules, this.settings.values.allowances);
  }

  /** Calls of a sender that wait for its next second. */
  queueOf({ line }: Sender): number {
    return this.lines.get(line)?.length ?? 0;
  }

  async through(call: WantedCall, make: MakeCall): Promise<Delivered | KeptBack> {
    const { row, channel, rules } = call;
    const until = this.circuits.closedUntil(channel);
    if (until !== undefined) return this.keptBack(call, until);
    if (rules === undefined) return this.atOnce[channel].run(row.clinicId, () => this.make(call, make, {}));
    const sender = this.senderOf(channel, rules);
    const date = dateOf(this.clock.now(), rules.zone);
    const day = sender.perDay === undefined ? undefined : { sender: sender.account, date, limit: sender.perDay };
    const credit = day === undefined ? 'taken' : await this.credit(day);
    if (credit === 'unknown') return { settlement: { row, to: 'planned', silent: true } };
    if (credit === 'used-up') return { settlement: waiting(row, 'ALLOWANCE', morningAfter(date, rules)) };
    const pass = sender.perSecond === undefined ? undefined : await this.lineOf(sender.line, sender.perSecond).take();
    const leave = { ...(pass === undefined ? {} : { pass }), ...(day === undefined ? {} : { day }) };
    return this.atOnce[channel].run(row.clinicId, () => this.make(call, make, leave));
  }

  private async credit(day: SenderDay): Promise<'taken' | 'used-up' | 'unknown'> {
    try {
      return (await this.days.take(day)) ? 'taken' : 'used-up';
    } catch {
      // The store is away, and nothing was called yet.
      return 'unknown';
    }
  }

  private keptBack({ row, channel }: WantedCall, until: Date): KeptBack {
    this.circuits.keptBack(row.clinicId, channel);
    return { until };
  }

  private async make(call: WantedCall, make: MakeCall, { pass, day }: Leave): Promise<Delivered | KeptBack> {
    // It may have stopped taking anything while this call waited.
    const until = this.circuits.closedUntil(call.channel);
    const begun: true[] = [];
    const begin = (): boolean => {
      if (pass?.begin() === false) return false;
      this.circuits.enter(call.channel);
      begun.push(true);
      return true;
    };
    try {
      if (until !== undefined) return this.keptBack(call, until);
      const delivered = await make(begin);
      if (begun.length > 0) this.circuits.showed(call.channel, showedBy(delivered));
      return delivered;
    } finally {
      pass?.end();
      if (begun.length === 0 && day !== undefined) this.days.putBack(day);
    }
  }

  private lineOf(name: string, perSecond: number): SenderLine {
    const known = this.lines.get(name);
    if (known !== undefined) return known;
    const line = new SenderLine(name, perSecond, { book: this.book, machine: this.machine, owner: this.owner });
    this.lines.set(name, line);
    return line;
  }
}
