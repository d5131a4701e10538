import { TransientError } from '@aftercare/kernel';
import type { ClinicKey } from '@aftercare/kernel';
import { InMemoryTransactions, nameOf } from '@aftercare/messaging';
import type { Loaded } from '@aftercare/messaging';
import { SessionStore } from '../../bookings/application/ports.js';
import type { Booking, Care, Session } from '../../bookings/application/ports.js';
import { Catalogues } from '../../catalogue/application/ports.js';
import type { Catalogue } from '../../catalogue/application/ports.js';
import { Clients } from '../../clients/application/ports.js';
import type { ClientsByContact, PlainClient } from '../../clients/application/ports.js';
import { Clinics } from '../../clinics/application/ports.js';
import type { Clinic } from '../../clinics/application/ports.js';
import { CadenceFactsReader } from '../application/cadence-facts.js';
import { PlanFollowUp } from '../application/plan-follow-up.js';
import { CareReader } from '../application/client-care.js';
import { CadenceInputsOwner } from '../application/ports.js';
import type { ClientInputs, FollowUpRecord } from '../application/ports.js';
import { InMemoryCarePlans, InMemoryFollowUps } from './in-memory-follow-ups.js';

export const CLINIC = 'clinic';
export const CLIENT = 'client';

/** Nobody answered anything. */
export const NOTHING_KNOWN: ClientInputs = {
  clinicId: CLINIC,
  clientRef: CLIENT,
  openFlag: null,
  wish: null,
  stress: null,
  demandingPeriods: [],
  lastEffect: null,
  burdenWindows: [],
};

/** One client of one clinic, held in memory. */
export class CareWorld {
  transactions = new InMemoryTransactions();
  care: Care = { latest: undefined, tookPlaceAt: [], openBookings: [] };
  /** What outcomes answers; null: it is silent. */
  inputs: ClientInputs | null = NOTHING_KNOWN;
  /** Runs while outcomes is asked. */
  whileAsked: () => Promise<unknown> = () => Promise.resolve();
  client: PlainClient = {
    ref: CLIENT,
    clinicId: CLINIC,
    locale: 'en-GB',
    zone: 'Europe/London',
    preferredWeekday: null,
    intervalWish: null,
    archived: false,
  };

  async stored(): Promise<Loaded<FollowUpRecord> | undefined> {
    return (await this.followUps.load([{ clinicId: CLINIC, id: CLIENT }]))[0];
  }

  reaction(clinic: Clinic, catalogue: Catalogue): PlanFollowUp {
    const facts = new CadenceFactsReader(
      new OneClinic(clinic),
      new OneCatalogue(catalogue),
      this.followUps,
      new OneOwner(this),
    );
    return new PlanFollowUp(this.reader, facts, this.followUps);
  }

  get followUps(): InMemoryFollowUps {
    return new InMemoryFollowUps(this.transactions);
  }

  get carePlans(): InMemoryCarePlans {
    return new InMemoryCarePlans(this.transactions);
  }

  get reader(): CareReader {
    return new CareReader(this.followUps, this.carePlans, new OneCare(this), this.clients);
  }

  get clients(): Clients {
    return new OneClient(this);
  }

  get owner(): CadenceInputsOwner {
    return new OneOwner(this);
  }
}

class OneCare extends SessionStore {
  constructor(private readonly world: CareWorld) {
    super();
  }
  override sessions(): Promise<readonly Loaded<Session>[]> {
    return Promise.resolve([]);
  }
  override save(): void {
    throw new Error('a follow-up changes no session');
  }
  override careOf(clients: readonly ClinicKey[]): Promise<ReadonlyMap<string, Care>> {
    return Promise.resolve(new Map(clients.map((key) => [nameOf(key), this.world.care])));
  }
}

class OneClient extends Clients {
  constructor(private readonly world: CareWorld) {
    super();
  }
  override load(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
  override plain(keys: readonly ClinicKey[]): Promise<readonly PlainClient[]> {
    const { clinicId, ref } = this.world.client;
    const isMeant = keys.some((key) => key.clinicId === clinicId && key.id === ref);
    return Promise.resolve(isMeant ? [this.world.client] : []);
  }
  override many(): Promise<readonly []> {
    return Promise.resolve([]);
  }
  override save(): Promise<void> {
    return Promise.resolve();
  }
  override byContact(): Promise<ClientsByContact> {
    return Promise.resolve({ phones: new Map(), emails: new Map() });
  }
}

class OneOwner extends CadenceInputsOwner {
  constructor(private readonly world: CareWorld) {
    super();
  }
  override async of(): Promise<readonly ClientInputs[]> {
    const { inputs } = this.world;
    if (inputs === null) throw new OwnerIsSilent('outcomes is silent');
    await this.world.whileAsked();
    return [inputs];
  }
}

export class OwnerIsSilent extends TransientError {
  override readonly code = 'OWNER_SILENT';
}

class OneClinic extends Clinics {
  constructor(private readonly clinic: Clinic) {
    super();
  }
  override many(): Promise<readonly Loaded<Clinic>[]> {
    return Promise.resolve([{ state: this.clinic, version: 1 }]);
  }
  override load(): Promise<Loaded<Clinic>> {
    return Promise.resolve({ state: this.clinic, version: 1 });
  }
  override save(): void {
    throw new Error('a follow-up changes no clinic');
  }
  override hasOpenBookings(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

class OneCatalogue extends Catalogues {
  constructor(private readonly catalogue: Catalogue) {
    super();
  }
  override many(): Promise<readonly Catalogue[]> {
    return Promise.resolve([this.catalogue]);
  }
  override load(): Promise<Loaded<Catalogue>> {
    return Promise.resolve({ state: this.catalogue, version: 1 });
  }
  override save(): void {
    throw new Error('a follow-up changes no catalogue');
  }
}

/** A place that the client holds. */
export const anOpenBooking = (): Booking => ({
  id: 'next',
  clinicId: CLINIC,
  clientRef: CLIENT,
  practitionerId: 'p',
  room: null,
  techniques: ['swedish'],
  areas: [],
  place: '',
  startsAt: new Date('2027-03-20T10:00:00Z'),
  endsAt: new Date('2027-03-20T11:00:00Z'),
  timeZone: 'Europe/London',
  sequence: 0,
  origin: 'desk',
  bookedAt: new Date('2027-03-01T10:00:00Z'),
  first: false,
  imported: null,
  history: false,
  overlapReason: null,
  state: 'booked',
});

/** An hour on Monday 1 March 2027. */
export const aSession = (change: Partial<Session> = {}): Session => ({
  id: 'session',
  clinicId: CLINIC,
  bookingId: 'booking',
  clientRef: CLIENT,
  practitionerId: 'p',
  techniques: ['swedish'],
  areas: [],
  startedAt: new Date('2027-03-01T10:00:00Z'),
  endedAt: new Date('2027-03-01T11:00:00Z'),
  record: 'completed',
  recordedAt: new Date('2027-03-01T11:00:00Z'),
  history: false,
  disputedAt: null,
  ...change,
});
