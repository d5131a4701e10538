import { hashId } from '@aftercare/kernel';
import type { InMemoryTransactions, MemoryDocument, Transaction, UnitOfWork } from '@aftercare/messaging';
import { ConsentBook, ConsentStore } from '../application/consent-book.js';
import type { Entry, StopEntry, StoredConsent } from '../application/consent-book.js';
import type { ClientKey, Evidence } from '../application/ports.js';
import type { Consent } from '../domain/consent.js';

const CONSENTS = 'consents';
const STOPS = 'stops';

interface Place {
  readonly work: UnitOfWork;
  readonly version: number | undefined;
}

const stopId = (clinicId: string, phoneIndex: string): string => hashId('stop', clinicId, phoneIndex);

const inClinic = (document: MemoryDocument | undefined, clinicId: string): MemoryDocument | undefined =>
  document?.clinicId === clinicId ? document : undefined;

// Only `write` and `writeStop` write these collections.
const consentOf = (document: MemoryDocument): Consent<Evidence> => document as unknown as Consent<Evidence>;
const stopOf = (document: MemoryDocument): StopEntry => document as unknown as StopEntry;

export class InMemoryConsentStore extends ConsentStore {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }

  override async find({ clinicId, clientRef }: ClientKey, within?: Transaction): Promise<StoredConsent> {
    const found = inClinic(this.transactions.documents(CONSENTS, within).get(clientRef), clinicId);
    if (found === undefined) return { consent: { clientRef, entries: [], history: [] }, version: undefined };
    const { entries, history } = consentOf(found);
    return { consent: { clientRef, entries, history }, version: found.version };
  }

  override write({ clinicId, clientRef }: ClientKey, consent: Consent<Evidence>, to: Place): void {
    to.work.put(CONSENTS, { clinicId, id: clientRef }, consent, to.version);
  }

  override async findStop(stop: { readonly clinicId: string; readonly phone: string }, within?: Transaction) {
    const id = stopId(stop.clinicId, this.phoneIndexOf(stop.clinicId, stop.phone));
    const found = inClinic(this.transactions.documents(STOPS, within).get(id), stop.clinicId);
    return found === undefined
      ? { entry: undefined, version: undefined }
      : { entry: stopOf(found), version: found.version };
  }

  override writeStop(entry: StopEntry, to: Place): void {
    to.work.put(STOPS, { clinicId: entry.clinicId, id: stopId(entry.clinicId, entry.phoneIndex) }, entry, to.version);
  }

  /** The same as that of the contacts in memory. */
  override phoneIndexOf(clinicId: string, phone: string): string {
    return hashId(clinicId, 'phone', phone);
  }
}

export class InMemoryConsentBook extends ConsentBook {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }

  override async entriesOf(clients: readonly ClientKey[]): Promise<ReadonlyMap<string, readonly Entry[]>> {
    const documents = this.transactions.documents(CONSENTS);
    return new Map(
      clients.flatMap(({ clinicId, clientRef }) => {
        const found = inClinic(documents.get(clientRef), clinicId);
        return found === undefined ? [] : [[`${clinicId}/${clientRef}`, consentOf(found).entries] as const];
      }),
    );
  }

  override async stoppedOf(
    numbers: readonly { readonly clinicId: string; readonly phoneIndex: string }[],
  ): Promise<ReadonlySet<string>> {
    return new Set(this.stopsOf(numbers).flatMap(({ stopped, phoneIndex }) => (stopped ? [phoneIndex] : [])));
  }

  override async openedOf(
    numbers: readonly { readonly clinicId: string; readonly phoneIndex: string }[],
  ): Promise<ReadonlyMap<string, Date>> {
    const open = this.stopsOf(numbers).filter(({ stopped }) => !stopped);
    return new Map(open.map(({ phoneIndex, since }) => [phoneIndex, since]));
  }

  private stopsOf(
    numbers: readonly { readonly clinicId: string; readonly phoneIndex: string }[],
  ): readonly StopEntry[] {
    const documents = this.transactions.documents(STOPS);
    return numbers.flatMap(({ clinicId, phoneIndex }) => {
      const found = inClinic(documents.get(stopId(clinicId, phoneIndex)), clinicId);
      return found === undefined ? [] : [stopOf(found)];
    });
  }
}
