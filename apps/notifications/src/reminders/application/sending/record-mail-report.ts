import { Clock } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { Consents } from '../../../consents/application/ports.js';
import { clientName, Contacts } from '../../../contacts/application/ports.js';
import { MailReports } from '../../../delivery/application/ports.js';
import type { MailReport, MailReportResult } from '../../../delivery/application/ports.js';
import type { Reminder } from '../../domain/reminder.js';
import { SendLedger } from './ledger.js';
import type { Attempt } from './ledger.js';
import { RecordDelivery } from './record-delivery.js';

/** Bad address, or mailbox disabled (RFC 3463); the others blame the message or the server. */
const BLAMES_ADDRESS = /^5\.(?:1\.\d{1,3}|2\.1)$/u;
const OUR_ID = /^<(?<id>[A-Za-z0-9_-]{10,64})@[^>]+>$/u;
const NOT_ASKED_FOR = [
  { channel: 'email', purpose: 'survey', granted: false },
  { channel: 'email', purpose: 'follow-up', granted: false },
] as const;

type MailAttempt = Pick<Attempt, 'id' | 'to'>;

/** More claims than calls that are known: a process died before it wrote what became of one. */
const hasLostCall = ({ history }: Reminder, attempts: readonly Attempt[]): boolean =>
  history.filter(({ to }) => to === 'sending').length > attempts.length;

/** Whom a report is about. */
@Injectable()
export class MailPeople {
  constructor(
    private readonly contacts: Contacts,
    private readonly consents: Consents,
  ) {}

  async hasAddress(row: Reminder, address: string): Promise<boolean> {
    return (await this.contacts.ensure([row])).get(clientName(row))?.email?.toLowerCase() === address;
  }

  /** As with one click on "unsubscribe"; a complaint that comes again changes nothing that was agreed since. */
  async complained({ id: reference, clinicId, clientRef }: Reminder): Promise<void> {
    const { history } = await this.consents.of({ clinicId, clientRef });
    const isHeard = history.some(({ evidence }) => evidence.source === 'complaint' && evidence.reference === reference);
    if (!isHeard)
      await this.consents.change({ clinicId, clientRef }, NOT_ASKED_FOR, { source: 'complaint', reference });
  }
}

/** Bounces and complaints that come when the mail server has long taken the mail. */
@Injectable()
export class RecordMailReport extends MailReports {
  constructor(
    private readonly ledger: SendLedger,
    private readonly delivery: RecordDelivery,
    private readonly people: MailPeople,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async execute(report: MailReport): Promise<MailReportResult> {
    const id = OUR_ID.exec(report.messageId)?.groups?.['id'];
    const row = id === undefined ? undefined : await this.ledger.findById(id);
    if (row === undefined) return 'unknown';
    const attempts = await this.ledger.attemptsOf(row);
    // The last one by mail. Without one nothing of this row is known to have gone out by mail.
    const attempt = attempts.findLast(({ channel }) => channel === 'email');
    if (attempt !== undefined) return this.record(row, attempt, report);
    // Whoever calls a mail unwanted has it.
    return report.says === 'complained' && hasLostCall(row, attempts) ? this.complained(row) : 'unknown';
  }

  private async record(row: Reminder, attempt: MailAttempt, report: MailReport): Promise<MailReportResult> {
    const { says, messageId: providerId, code = '' } = report;
    const { id: attemptId, to } = attempt;
    switch (says) {
      case 'failed':
        await this.failed(row, attemptId, report);
        return 'bounced';
      case 'arrived':
        await this.delivery.execute({ attemptId, providerId, status: 'delivered', channel: 'email' });
        return 'arrived';
      case 'delayed':
        await this.noteOnce(row, `mail delayed: ${code}`);
        return 'delayed';
      case 'complained':
        return this.complained(row, to);
    }
  }

  /** Staff who try it out do not speak for the client. */
  private async complained(row: Reminder, to?: MailAttempt['to']): Promise<MailReportResult> {
    await this.noteOnce(row, 'called unwanted by who got it');
    if (to !== 'staff') await this.people.complained(row);
    return 'complained';
  }

  /** The address is blamed only while it is the one that the mail went to: a new one is good. */
  private async failed(
    row: Reminder,
    attemptId: string,
    { messageId, code = '', recipient }: MailReport,
  ): Promise<void> {
    const isBad =
      BLAMES_ADDRESS.test(code) && recipient !== undefined && (await this.people.hasAddress(row, recipient));
    const told = {
      attemptId,
      providerId: messageId,
      status: 'undelivered',
      channel: 'email',
      errorCode: code,
    } as const;
    await this.delivery.execute(isBad ? { ...told, blame: 'CONTACT_BAD' } : told);
  }

  private async noteOnce(row: Reminder, note: string): Promise<void> {
    await this.transactions.run(async ({ within, writes }) => {
      const current = await this.ledger.find(row, within);
      if (current === undefined || current.history.some((entry) => entry.note === note)) return;
      const entry = { at: this.clock.now(), to: current.state, note };
      this.ledger.put({ ...current, history: [...current.history, entry] }, writes);
    });
  }
}
