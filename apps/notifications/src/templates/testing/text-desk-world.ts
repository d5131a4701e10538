import { FixedClock } from '@aftercare/kernel';
import { InMemoryClinicStore } from '../../clinics/testing/in-memory-clinic-store.js';
import { Clinics } from '../../clinics/application/ports.js';
import type { ClinicRules, SenderOwners } from '../../clinics/application/ports.js';
import { ConsentBook } from '../../consents/application/consent-book.js';
import type { Entry } from '../../consents/application/consent-book.js';
import { AddressSearch } from '../../contacts/application/address-search.js';
import type { ClinicAddress } from '../../contacts/application/address-search.js';
import { EmailSender, SmsSender } from '../../delivery/application/ports.js';
import type { EmailMessage, LookUpResult, SendOutcome, SmsMessage } from '../../delivery/application/ports.js';
import { aClinic } from '../../clinics/testing/a-clinic.js';
import { CatalogueTextChecker } from '../adapters/catalogue/catalogue-text-checker.js';
import { ClinicWording } from '../application/clinic-wording.js';
import { SaveText, SwitchText } from '../application/save-text.js';
import { SendTest, TestCarriers, TestSettings, TextShelf } from '../application/send-test.js';
import { SignOffLanguage } from '../application/sign-off-language.js';
import { TestAddress } from '../application/test-address.js';
import { TextOverview } from '../application/text-overview.js';
import { InMemoryTestSends } from './in-memory-test-sends.js';
import { InMemoryTextVersions } from './in-memory-text-versions.js';

export const STAFF_PHONE = '+447700900009';
export const CLIENT_PHONE = '+447700900001';

export const elm = aClinic({
  sendMode: 'off',
  staffContacts: { phones: [STAFF_PHONE, CLIENT_PHONE], emails: ['desk@elm.example'] },
});

class StoredClinics extends Clinics {
  constructor(private readonly store: InMemoryClinicStore) {
    super();
  }
  override forget(): void {
    return undefined;
  }

  override async rulesOf(ids: readonly string[]): Promise<ReadonlyMap<string, ClinicRules>> {
    return new Map((await this.store.find(ids)).map((rules) => [rules.clinicId, rules]));
  }
  override ownersOfSender(number: string): Promise<SenderOwners> {
    return this.store.ownersOfSender(number);
  }
}

class OneClientsPhone extends AddressSearch {
  override async clientsWith(addresses: readonly ClinicAddress[]) {
    return addresses.some(({ address }) => address === CLIENT_PHONE) ? [{ clinicId: 'elm', clientRef: 'mara' }] : [];
  }
  override indexOf({ address }: ClinicAddress): string {
    return address;
  }
}

class StoppedNumbers extends ConsentBook {
  readonly stopped = new Set<string>();
  override async entriesOf(): Promise<ReadonlyMap<string, readonly Entry[]>> {
    return new Map();
  }
  override async stoppedOf(numbers: readonly { readonly phoneIndex: string }[]): Promise<ReadonlySet<string>> {
    return new Set(numbers.map(({ phoneIndex }) => phoneIndex).filter((index) => this.stopped.has(index)));
  }
  override async openedOf(): Promise<ReadonlyMap<string, Date>> {
    return new Map();
  }
}

class KeptTexts extends SmsSender {
  readonly sent: SmsMessage[] = [];
  outcome: SendOutcome = { outcome: 'accepted', providerId: 'SM1' };
  override async send(message: SmsMessage): Promise<SendOutcome> {
    this.sent.push(message);
    return this.outcome;
  }
  override async lookUp(): Promise<LookUpResult> {
    return { found: false };
  }
}

class KeptMails extends EmailSender {
  readonly sent: EmailMessage[] = [];
  override async send(message: EmailMessage): Promise<SendOutcome> {
    this.sent.push(message);
    return { outcome: 'accepted', providerId: message.messageId };
  }
}

/** One clinic with two people of its own, one of whom has the number of a client. */
export const aTextDesk = async () => {
  const store = new InMemoryClinicStore();
  await store.keep([elm]);
  const clock = new FixedClock(new Date('2027-05-01T08:00:00Z'));
  const [checker, versions, tests] = [new CatalogueTextChecker(), new InMemoryTextVersions(), new InMemoryTestSends()];
  const wording = new ClinicWording(new StoredClinics(store), store);
  const [consents, sms, emails] = [new StoppedNumbers(), new KeptTexts(), new KeptMails()];
  const carriers = new TestCarriers(sms, emails, new TestSettings('https://elm.example', 'elm.example'));
  const address = new TestAddress(new OneClientsPhone(), consents);
  return {
    ...{ store, clock, versions, tests, wording, consents, sms, emails },
    saving: new SaveText(wording, checker, versions, clock),
    switching: new SwitchText(wording, checker, versions),
    signing: new SignOffLanguage(wording, checker, clock),
    overview: new TextOverview(wording, checker, versions),
    testing: new SendTest(new TextShelf(wording, versions, checker), address, tests, carriers, clock),
  };
};
