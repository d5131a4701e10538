import { sha256 } from '@aftercare/kernel';
import { LinkTokens } from '@aftercare/platform';
import { Clinics } from '../../clinics/application/ports.js';
import type { ClinicRules, SenderOwners } from '../../clinics/application/ports.js';
import { aClinic } from '../../clinics/testing/a-clinic.js';
import { Consents } from '../../consents/application/ports.js';
import type { ClientKey, ConsentChange, ConsentRecord, Evidence } from '../../consents/application/ports.js';
import { Contacts } from '../../contacts/application/ports.js';
import type { Contact } from '../../contacts/application/ports.js';
import { aContact } from '../../contacts/testing/a-contact.js';
import { Explanations } from '../../reminders/application/ports.js';
import type { ReminderView } from '../../reminders/application/reminder-view.js';

const links = new LinkTokens('a-link-key-for-tests-of-32-characters', 'https://elm.example');
export const CHOICES_TOKEN = links.token('choices', 'mara', 0);
export const WHY_TOKEN = links.token('why', 'r1', 0);

const clinic = aClinic({ alias: 'Elm <Rooms>' });

export class OneClinic extends Clinics {
  override forget(): void {
    return undefined;
  }

  override async rulesOf(): Promise<ReadonlyMap<string, ClinicRules>> {
    return new Map([[clinic.clinicId, clinic]]);
  }
  override async ownersOfSender(): Promise<SenderOwners> {
    return { present: clinic, former: [] };
  }
}

export class OneClient extends Contacts {
  contact: Contact = {
    ...aContact({ clientRef: 'mara', firstName: 'Mara', phone: '+447700900001', email: 'mara@mail.example' }),
    bad: [],
    phoneIndex: 'index',
  };
  override async ensure(): Promise<ReadonlyMap<string, Contact>> {
    return new Map();
  }
  override async findByPhone(): Promise<readonly Contact[]> {
    return [];
  }
  override async findByChoicesToken(tokenHash: string): Promise<Contact | undefined> {
    return tokenHash === sha256(CHOICES_TOKEN) ? this.contact : undefined;
  }
}

const since = new Date('2027-05-03T08:00:00Z');

/** The consents of one client, with what was written. */
export class OneConsent extends Consents {
  agreed = new Set(['sms.appointment', 'sms.survey', 'email.appointment']);
  stoppedAt: Date | undefined;
  /** Nobody chose anything: only the address was given. */
  byDefault = false;
  readonly written: { readonly changes: readonly ConsentChange[]; readonly evidence: Evidence }[] = [];
  override async of({ clientRef }: ClientKey): Promise<ConsentRecord> {
    const entries = (['sms', 'email'] as const).flatMap((channel) =>
      (['appointment', 'survey', 'follow-up'] as const).map((purpose) => ({
        channel,
        purpose,
        granted: this.agreed.has(`${channel}.${purpose}`),
        since,
      })),
    );
    const history = entries
      .filter(({ granted }) => granted && !this.byDefault)
      .map(({ since: at, ...choice }) => ({ ...choice, at, evidence: { source: 'staff' as const } }));
    return { clientRef, entries, history, ...(this.stoppedAt === undefined ? {} : { stoppedAt: this.stoppedAt }) };
  }
  override async change(_client: ClientKey, changes: readonly ConsentChange[], evidence: Evidence): Promise<void> {
    this.written.push({ changes, evidence });
    for (const { channel, purpose, granted } of changes)
      this.agreed[granted ? 'add' : 'delete'](`${channel}.${purpose}`);
  }
  override async withdrawAllSms(): Promise<boolean> {
    this.stoppedAt = since;
    return true;
  }
  override async grantAgain(): Promise<boolean> {
    this.stoppedAt = undefined;
    return true;
  }
  override async withdrawAllSmsWithin(): Promise<boolean> {
    return this.withdrawAllSms();
  }
}

export class OneRow extends Explanations {
  row: ReminderView = {
    reminderId: 'r1',
    clinicId: 'elm',
    clientRef: 'mara',
    family: 'appointment',
    kind: '24h',
    occurrence: 'b1:1',
    cause: 'VISIT_NEAR',
    ruleVersion: 'appointment@1',
    firstDueAt: since,
    dueAt: since,
    notAfter: since,
    zone: 'Europe/London',
    state: 'delivered',
    channel: 'sms',
    startsAt: new Date('2027-05-13T09:30:00Z'),
    history: [
      { at: since, to: 'planned' },
      { at: new Date('2027-05-12T07:30:00Z'), to: 'sent' },
    ],
    providerIds: [],
    texts: [],
  };
  visit = true;
  others: readonly ReminderView[] = [];
  override async findByWhyToken(tokenHash: string): Promise<ReminderView | undefined> {
    return tokenHash === sha256(WHY_TOKEN) ? this.row : undefined;
  }
  override async recentOf(): Promise<readonly ReminderView[]> {
    return [this.row, ...this.others];
  }
  override async visitStartOf() {
    return new Date('2027-05-11T09:30:00Z');
  }
  override async answeredVisitOf(): Promise<undefined> {
    return undefined;
  }
  override async nextVisitOf() {
    return this.visit
      ? { bookingId: 'b1', sequence: 1, startsAt: new Date('2027-05-13T09:30:00Z'), zone: 'Europe/London' }
      : undefined;
  }
}
