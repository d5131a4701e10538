import { addDays, Clock, dateOf, MachineTime, newId, utcOf } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import type { ClinicRules } from '../../../clinics/application/ports.js';
import type { Channel, Reminder } from '../../domain/reminder.js';
import { nextTry } from '../../domain/waiting.js';
import type { WaitReason } from '../../domain/waiting.js';
import { Allowance } from './allowance.js';
import { AllowanceBook } from './allowance-book.js';
import { DayCredits } from './day-credits.js';
import type { SenderDay } from './day-credits.js';
import type { Delivered } from './deliver.js';
import type { Settlement } from './ledger.js';
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

/** Makes the call, unless `begin` says that it may not start any more. */
export type MakeCall = (begin: () => boolean) => Promise<Delivered>;

/** A row that is kept back. That it waits is told once, however often it comes up. */
export const waiting = (row: Reminder, reason: WaitReason, until: Date): Settlement => ({
  row,
  to: 'planned',
  dueAt: nextTry(row, until),
  reason,
  ...(row.reason === reason ? { silent: true } : {}),
});

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

  async through(call: WantedCall, make: MakeCall): Promise<Delivered> {
    const { row, channel, rules } = call;
    if (rules === undefined) return this.atOnce[channel].run(row.clinicId, () => make(() => true));
    const sender = this.senderOf(channel, rules);
    const date = dateOf(this.clock.now(), rules.zone);
    const day = sender.perDay === undefined ? undefined : { sender: sender.account, date, limit: sender.perDay };
    if (day !== undefined && !(await this.days.take(day)))
      return { settlement: waiting(row, 'ALLOWANCE', morningAfter(date, rules)) };
    const pass = sender.perSecond === undefined ? undefined : await this.lineOf(sender.line, sender.perSecond).take();
    return this.atOnce[channel].run(row.clinicId, () => this.make(make, { pass, day }));
  }

  private async make(
    make: MakeCall,
    { pass, day }: { readonly pass: Pass | undefined; readonly day: SenderDay | undefined },
  ): Promise<Delivered> {
    const begun: true[] = [];
    const begin = (): boolean => {
      if (pass?.begin() === false) return false;
      begun.push(true);
      return true;
    };
    try {
      return await make(begin);
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
