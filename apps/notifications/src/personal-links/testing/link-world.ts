import { FixedClock } from '@aftercare/kernel';
import { LinkTokens } from '@aftercare/platform';
import { AllClinics } from '../../clinics/application/all-clinics.js';
import type { ClinicPlace } from '../../clinics/application/all-clinics.js';
import type { ToldContact } from '../../contacts/application/contact-directory.js';
import { clientName, Contacts } from '../../contacts/application/ports.js';
import type { ClientKey, Contact } from '../../contacts/application/ports.js';
import { aContact } from '../../contacts/testing/a-contact.js';
import { InMemoryAddressSearch } from '../../contacts/testing/in-memory-address-search.js';
import { AnswerLedger } from '../../reminders/application/ports.js';
import type { OwedAnswer } from '../../reminders/application/ports.js';
import { LibphonenumberPhoneNumbers } from '../adapters/phone/libphonenumber-phone-numbers.js';
import { AskForLink } from '../application/ask-for-link.js';
import { OweLink } from '../application/owe-link.js';
import { PeopleOfLinks } from '../application/people-of-links.js';
import { RedeemLink } from '../application/redeem-link.js';
import { RenewLink } from '../application/renew-link.js';
import { InMemoryLinkBooks } from './in-memory-link-books.js';

const links = new LinkTokens('a-link-key-for-tests-of-32-characters', 'https://elm.example');

const aPerson = (clinicId: string, clientRef: string, changes: Partial<ToldContact>): ToldContact =>
  aContact({ clinicId, clientRef, firstName: clientRef, ...changes });

/** Mara and Jon share a phone at Elm; Mara goes to Oak in Ireland as well. */
const PEOPLE: readonly ToldContact[] = [
  aPerson('elm', 'elm-mara', { phone: '+447700900100', email: 'mara@post.example' }),
  aPerson('elm', 'elm-jon', { phone: '+447700900100' }),
  aPerson('oak', 'oak-mara', { phone: '+353851234567', email: 'mara@post.example' }),
];

class TwoClinics extends AllClinics {
  override async all(): Promise<readonly ClinicPlace[]> {
    return [
      { clinicId: 'elm', country: 'GB' },
      { clinicId: 'oak', country: 'IE' },
    ];
  }
}

class KnownPeople extends Contacts {
  readonly archived = new Set<string>();
  override async ensure(clients: readonly ClientKey[]): Promise<ReadonlyMap<string, Contact>> {
    const known = PEOPLE.filter((person) => clients.some((client) => clientName(client) === clientName(person)));
    return new Map(
      known.map((person) => [
        clientName(person),
        { ...person, bad: [], phoneIndex: null, archived: this.archived.has(person.clientRef) },
      ]),
    );
  }
  override async findByPhone(): Promise<readonly Contact[]> {
    return [];
  }
  override async findByChoicesToken(): Promise<Contact | undefined> {
    return undefined;
  }
}

/** Owes each kind and occurrence once, as the real ledger does; may fail. */
class Owed extends AnswerLedger {
  readonly answers: OwedAnswer[] = [];
  failing = false;
  override async owe(answer: OwedAnswer): Promise<void> {
    if (this.failing) throw new Error('the store is gone');
    if (!this.answers.some((known) => known.occurrence === answer.occurrence)) this.answers.push(answer);
  }
}

export const aLinkWorld = () => {
  const clock = new FixedClock(new Date('2027-05-11T10:00:00Z'));
  const books = new InMemoryLinkBooks();
  const owed = new Owed();
  const contacts = new KnownPeople();
  const owe = new OweLink(books, owed, links, clock);
  const ask = new AskForLink(
    new TwoClinics(),
    new InMemoryAddressSearch(PEOPLE),
    new LibphonenumberPhoneNumbers(),
    owe,
  );
  const redeem = new RedeemLink(books, new PeopleOfLinks(contacts), clock);
  return {
    clock,
    books,
    owed,
    contacts,
    renew: new RenewLink(books, owe),
    ask: (address: string, returnTo = '/me') => ask.execute({ address, returnTo }),
    redeem: (token: string, attempt = 'one') => redeem.execute({ token, attempt }),
    /** The token in the message of what was owed. */
    tokenOf: (answer: OwedAnswer | undefined) => links.token('personal', answer?.occurrence ?? '', 0),
    later: (minutes: number) => {
      clock.set(new Date(clock.now().getTime() + minutes * 60_000));
    },
  };
};
