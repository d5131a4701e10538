import { FixedClock, ManualMachineTime } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import { Clinics } from '../../clinics/application/ports.js';
import type { ClinicRules, SenderOwners } from '../../clinics/application/ports.js';
import { aClinic } from '../../clinics/testing/a-clinic.js';
import { Consents } from '../../consents/application/ports.js';
import type { ClientKey, ConsentRecord } from '../../consents/application/ports.js';
import { Contacts } from '../../contacts/application/ports.js';
import type { Contact } from '../../contacts/application/ports.js';
import { aContact } from '../../contacts/testing/a-contact.js';
import { AnswerLedger, Explanations } from '../../reminders/application/ports.js';
import type { OwedAnswer } from '../../reminders/application/ports.js';
import type { ReminderView } from '../../reminders/application/reminder-view.js';
import { AcknowledgeVisit } from '../application/acknowledgements.js';
import { ActOnReply } from '../application/act-on-reply.js';
import { FinishAbandonedReplies } from '../application/finish-abandoned-replies.js';
import { FinishReply } from '../application/finish-reply.js';
import { OptOutHandling } from '../application/ports.js';
import { ReceiveReply } from '../application/receive-reply.js';
import { StaffInbox } from '../application/staff-inbox.js';
import { VisitOfReply } from '../application/visit-of-reply.js';
import { InMemoryAcknowledgements } from './in-memory-acknowledgements.js';
import { InMemoryReplyInbox } from './in-memory-reply-inbox.js';
import { InMemoryStaffReplies } from './in-memory-staff-replies.js';

const SENDER = '+442079460000';
export const PHONE = '+447700900001';

/** Elm has it now; Oak had it once. */
export const OAKS_FORMER = '+442079460005';

const clinic = aClinic({ smsSender: SENDER });
const oak = aClinic({ clinicId: 'oak', smsSender: '+442079460006' });

class OneClinic extends Clinics {
  override forget(): void {
    return undefined;
  }

  override async rulesOf(): Promise<ReadonlyMap<string, ClinicRules>> {
    return new Map([clinic, oak].map((one) => [one.clinicId, one]));
  }
  override async ownersOfSender(number: string): Promise<SenderOwners> {
    if (number === OAKS_FORMER) return { present: clinic, former: [oak] };
    return number === SENDER ? { present: clinic, former: [] } : { former: [] };
  }
}

const withPhone = (clientRef: string): Contact => ({
  ...aContact({ clientRef, firstName: clientRef, phone: PHONE }),
  bad: [],
  phoneIndex: 'index',
});

class SharedPhone extends Contacts {
  override async ensure(): Promise<ReadonlyMap<string, Contact>> {
    return new Map();
  }
  override async findByPhone(clinicId: string, phone: string): Promise<readonly Contact[]> {
    if (clinicId === 'oak') return [withPhone('mara-of-oak')];
    return phone === PHONE ? [withPhone('mara'), withPhone('jon')] : [];
  }
  override async findByChoicesToken(): Promise<Contact | undefined> {
    return undefined;
  }
}

interface NumberAt {
  readonly clinicId: string;
  readonly phone: string;
}

/** STOP entries by number, and the clinics that have one; nothing else. */
class StopList extends Consents {
  readonly stopped = new Set<string>();
  readonly clinics = new Set<string>();
  override async of({ clientRef }: ClientKey): Promise<ConsentRecord> {
    return { clientRef, entries: [], history: [], ...(this.stopped.size > 0 ? { stoppedAt: new Date(0) } : {}) };
  }
  override async change(): Promise<void> {
    return undefined;
  }
  override async withdrawAllSms({ clinicId, phone }: NumberAt): Promise<boolean> {
    const isNew = !this.clinics.has(clinicId);
    this.clinics.add(clinicId);
    this.stopped.add(phone);
    return isNew;
  }
  override async grantAgain({ clinicId, phone }: NumberAt): Promise<boolean> {
    this.clinics.delete(clinicId);
    return this.stopped.delete(phone);
  }
  override async withdrawAllSmsWithin(stop: NumberAt): Promise<boolean> {
    return this.withdrawAllSms(stop);
  }
}

/** Owes each kind and occurrence of a clinic once, as the real ledger does; may fail. */
class Owed extends AnswerLedger {
  readonly answers: OwedAnswer[] = [];
  failing = false;
  override async owe(answer: OwedAnswer): Promise<void> {
    if (this.failing) throw new Error('the store is gone');
    const nameOf = ({ clinicId, kind, occurrence }: OwedAnswer): string => `${clinicId}/${kind}/${occurrence}`;
    if (!this.answers.some((known) => nameOf(known) === nameOf(answer))) this.answers.push(answer);
  }
}

type Visit = NonNullable<Awaited<ReturnType<Explanations['nextVisitOf']>>>;

/** Mara has a visit; Jon, with whom she shares the phone, has none. Nobody was reminded of it yet. */
class MarasVisit extends Explanations {
  visit: Visit | undefined = {
    bookingId: 'b1',
    sequence: 2,
    startsAt: new Date('2027-05-13T09:30:00Z'),
    zone: 'Europe/London',
  };
  /** Whose visit the newest text to the number was about. */
  reminded: (Visit & { readonly clientRef: string }) | undefined;
  override async findByWhyToken(): Promise<ReminderView | undefined> {
    return undefined;
  }
  override async recentOf(): Promise<readonly ReminderView[]> {
    return [];
  }
  override async visitStartOf(): Promise<Date | undefined> {
    return this.visit?.startsAt;
  }
  override async nextVisitOf({ clientRef }: ClientKey) {
    return clientRef === 'mara' ? this.visit : undefined;
  }
  override async answeredVisitOf({ clientRefs }: { readonly clientRefs: readonly string[] }) {
    return this.reminded !== undefined && clientRefs.includes(this.reminded.clientRef) ? this.reminded : undefined;
  }
}

/** One clinic, one phone that two people share. */
export const aReplyWorld = (optOut: 'twilio' | 'ours' = 'ours') => {
  const consents = new StopList();
  const owed = new Owed();
  const machine = new ManualMachineTime();
  const inbox = new InMemoryReplyInbox(machine);
  const visits = new MarasVisit();
  const clinics = new OneClinic();
  const clock = new FixedClock(new Date('2027-05-11T08:00:00Z'));
  const transactions = new InMemoryTransactions({ service: 'notifications', clock });
  const said = new InMemoryAcknowledgements(transactions);
  const acknowledging = new AcknowledgeVisit(transactions, said);
  const act = new ActOnReply(
    consents,
    owed,
    new OptOutHandling(optOut),
    new VisitOfReply(visits, acknowledging, clock),
  );
  const finish = new FinishReply(clinics, inbox, act);
  const receive = new ReceiveReply(clinics, new SharedPhone(), inbox, finish, clock);
  const sweep = new FinishAbandonedReplies(inbox, finish);
  let count = 0;
  const write = (text: string, changes: Partial<Parameters<ReceiveReply['execute']>[0]> = {}) => {
    count += 1;
    return receive.execute({ messageId: `SM${count}`, from: PHONE, to: SENDER, text, ...changes });
  };
  const events = () => transactions.said.map(({ type, data }) => [type.split('.').slice(2, 4).join('.'), data]);
  const desk = new StaffInbox(new InMemoryStaffReplies(inbox.rows), acknowledging, said, clock);
  const kinds = () => owed.answers.map(({ kind }) => kind);
  const waiting = () => [...inbox.rows.values()].filter(({ waits }) => waits).map(({ reply }) => reply.text);
  /** Whoever holds unfinished replies is taken for dead. */
  const abandon = (): void => {
    machine.ms += 60_000;
  };
  return { consents, owed, inbox, visits, clock, write, sweep, abandon, kinds, events, desk, waiting };
};
