import { FixedClock } from '@aftercare/kernel';
import { Clinics } from '../../clinics/application/ports.js';
import type { ClinicRules } from '../../clinics/application/ports.js';
import { Consents } from '../../consents/application/ports.js';
import type { ClientKey, ConsentRecord } from '../../consents/application/ports.js';
import { Contacts } from '../../contacts/application/ports.js';
import type { Contact } from '../../contacts/application/ports.js';
import { AnswerLedger } from '../../reminders/application/ports.js';
import type { OwedAnswer } from '../../reminders/application/ports.js';
import { ActOnReply } from '../application/act-on-reply.js';
import { OptOutHandling, ReplyInbox } from '../application/ports.js';
import type { InboundReply, Kept } from '../application/ports.js';
import { ReceiveReply } from '../application/receive-reply.js';

const SENDER = '+442079460000';
export const PHONE = '+447700900001';

const clinic: ClinicRules = {
  clinicId: 'elm',
  version: 1,
  alias: 'Elm Rooms',
  zone: 'Europe/London',
  locale: 'en-GB',
  country: 'GB',
  phone: '+442079461111',
  emergencyNumber: '999',
  urgentNumber: '111',
  smsSender: SENDER,
  emailFrom: 'hello@elm.example',
  sendMode: 'live',
  staffContacts: { phones: [], emails: [] },
  quietHours: { from: '09:00', to: '20:00' },
  closureDays: [],
  openDays: [1, 2, 3, 4, 5],
};

class OneClinic extends Clinics {
  override async rulesOf(): Promise<ReadonlyMap<string, ClinicRules>> {
    return new Map([[clinic.clinicId, clinic]]);
  }
  override async findBySmsSender(number: string): Promise<ClinicRules | undefined> {
    return number === SENDER ? clinic : undefined;
  }
}

const aContact = (clientRef: string): Contact => ({
  clinicId: 'elm',
  clientRef,
  version: 1,
  firstName: clientRef,
  phone: PHONE,
  email: null,
  locale: 'en-GB',
  zone: 'Europe/London',
  archived: false,
  bad: [],
  phoneIndex: 'index',
});

class SharedPhone extends Contacts {
  override async ensure(): Promise<ReadonlyMap<string, Contact>> {
    return new Map();
  }
  override async findByPhone(_clinicId: string, phone: string): Promise<readonly Contact[]> {
    return phone === PHONE ? [aContact('mara'), aContact('jon')] : [];
  }
  override async findByChoicesToken(): Promise<Contact | undefined> {
    return undefined;
  }
}

/** STOP entries by number, nothing else. */
class StopList extends Consents {
  readonly stopped = new Set<string>();
  override async isGranted(): Promise<boolean> {
    return true;
  }
  override async of({ clientRef }: ClientKey): Promise<ConsentRecord> {
    return { clientRef, entries: [], history: [], ...(this.stopped.size > 0 ? { stoppedAt: new Date(0) } : {}) };
  }
  override async change(): Promise<void> {
    return undefined;
  }
  override async withdrawAllSms({ phone }: { readonly phone: string }): Promise<boolean> {
    const isNew = !this.stopped.has(phone);
    this.stopped.add(phone);
    return isNew;
  }
  override async grantAgain({ phone }: { readonly phone: string }): Promise<boolean> {
    return this.stopped.delete(phone);
  }
  override async withdrawAllSmsWithin(stop: { readonly phone: string }): Promise<boolean> {
    return this.withdrawAllSms(stop);
  }
}

/** Owes each kind and occurrence once, as the real ledger does; may fail. */
class Owed extends AnswerLedger {
  readonly answers: OwedAnswer[] = [];
  failing = false;
  override async owe(answer: OwedAnswer): Promise<void> {
    if (this.failing) throw new Error('the store is gone');
    if (!this.answers.some((known) => known.kind === answer.kind && known.occurrence === answer.occurrence))
      this.answers.push(answer);
  }
}

class InMemoryInbox extends ReplyInbox {
  readonly replies = new Map<string, { readonly reply: InboundReply; readonly finished: boolean }>();
  override async keep(reply: InboundReply): Promise<Kept> {
    const known = this.replies.get(reply.messageId);
    if (known !== undefined) return known.finished ? 'done' : 'again';
    this.replies.set(reply.messageId, { reply, finished: false });
    return 'new';
  }
  override async finish({ messageId }: { readonly messageId: string }): Promise<void> {
    const known = this.replies.get(messageId);
    if (known !== undefined) this.replies.set(messageId, { ...known, finished: true });
  }
}

/** One clinic, one phone that two people share. */
export const aReplyWorld = (optOut: 'twilio' | 'ours' = 'ours') => {
  const consents = new StopList();
  const owed = new Owed();
  const inbox = new InMemoryInbox();
  const clock = new FixedClock(new Date('2027-05-11T08:00:00Z'));
  const act = new ActOnReply(consents, owed, new OptOutHandling(optOut));
  const receive = new ReceiveReply(new OneClinic(), new SharedPhone(), inbox, act, clock);
  let count = 0;
  const write = (text: string, changes: Partial<Parameters<ReceiveReply['execute']>[0]> = {}) => {
    count += 1;
    return receive.execute({ messageId: `SM${count}`, from: PHONE, to: SENDER, text, ...changes });
  };
  return { consents, owed, inbox, clock, write, kinds: () => owed.answers.map(({ kind }) => kind) };
};
