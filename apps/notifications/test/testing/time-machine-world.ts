import { addDays, FixedClock, ManualMachineTime, SilentActivity } from '@aftercare/kernel';
import { clinicChangedV1 } from '@aftercare/contracts';
import { foldBatch, nameOf, Transactions } from '@aftercare/messaging';
import { ClinicOwner } from '../../src/clinics/application/clinic-directory.js';
import type { ClinicStore } from '../../src/clinics/application/clinic-directory.js';
import { KnownClinics } from '../../src/clinics/application/known-clinics.js';
import type { ClinicRules } from '../../src/clinics/application/ports.js';
import { aClinic } from '../../src/clinics/testing/a-clinic.js';
import { ConsentBook } from '../../src/consents/application/consent-book.js';
import { ContactWays } from '../../src/contacts/application/contact-ways.js';
import { BOOKING_PLANS, FOLLOW_UP_PLANS } from '../../src/reminders/application/plan-store.js';
import type { PlanStore } from '../../src/reminders/application/plan-store.js';
import { SHIPPED_RULES } from '../../src/reminders/application/rules.js';
import type { ReminderRules, RulesInForce } from '../../src/reminders/application/rules.js';
import type { SendLedger } from '../../src/reminders/application/sending/ledger.js';
import type { WaitingPlans } from '../../src/reminders/application/waiting-plans.js';
import { planAppointments } from '../../src/reminders/domain/plan-appointments.js';
import type { BookingReminders } from '../../src/reminders/domain/plan-appointments.js';
import { planFollowUps } from '../../src/reminders/domain/plan-follow-ups.js';
import type { Reminder } from '../../src/reminders/domain/reminder.js';
import { timesUnder } from '../../src/reminders/domain/rules.js';
import { anEvent } from '@aftercare/testing';
import { ApplyRules } from '../../src/rules/application/apply-rules.js';
import { ClinicRulesDesk } from '../../src/rules/application/clinic-rules-desk.js';
import { ExpectedWays } from '../../src/rules/application/expected-ways.js';
import { PreviewRules } from '../../src/rules/application/preview-rules.js';
import type { Preview } from '../../src/rules/application/preview-rules.js';
import { ReplanChangedClinics } from '../../src/rules/application/replan-changed-clinics.js';
import { ReplanClinic, ReplanTimes } from '../../src/rules/application/replan-clinic.js';
import type { Replanning, RuleBook } from '../../src/rules/application/rule-book.js';
import type { Difference } from '../../src/rules/domain/difference.js';
import { CatalogueTextChecker } from '../../src/templates/adapters/catalogue/catalogue-text-checker.js';
import { SmsParts } from '../../src/templates/application/sms-parts.js';

/** The ports of the time machine over one store. */
export interface MachineParts {
  readonly transactions: Transactions;
  readonly plans: PlanStore;
  readonly waiting: WaitingPlans;
  readonly ledger: SendLedger;
  readonly clinics: ClinicStore;
  readonly book: RuleBook;
  /** State and time of every row of the clinic, by id. */
  readonly rows: () => Promise<ReadonlyMap<string, Pick<Reminder, 'state' | 'dueAt'>>>;
}

export const now = new Date('2027-03-01T10:00:00Z');
export const place = aClinic();
export const { rules: shipped } = SHIPPED_RULES;
export const draft: ReminderRules = {
  ...shipped,
  appointments: { ...shipped.appointments, early: { on: false, days: 3 }, late: { on: true, days: 2 } },
  followUps: { secondNote: { on: true, afterDays: 8 } },
};
/** Scheduling, as far as it knows of clinics. */
class Owner extends ClinicOwner {
  settings: readonly ClinicRules[] = [];
  override async lookUp() {
    return this.settings;
  }
}
class NobodySaid extends ConsentBook {
  override async entriesOf() {
    return new Map();
  }
  override async stoppedOf() {
    return new Set<string>();
  }
  override async openedOf() {
    return new Map<string, Date>();
  }
}
class EveryWay extends ContactWays {
  override async waysOf() {
    return new Map();
  }
}
class SmallBatches extends ReplanTimes {
  override readonly batch = 3;
}

/** Ends like a killed process: after so many commits nothing is done any more. */
export class Mortal extends Transactions {
  constructor(
    private readonly real: Transactions,
    private commits: number,
  ) {
    super();
  }

  override async run<T>(...given: Parameters<Transactions['run']>): Promise<T> {
    if (this.commits === 0) throw new Error('killed');
    this.commits -= 1;
    // The caller's type passes through.
    return (await this.real.run(...given)) as T;
  }
}

/** Somebody else acts when the first batch is written and the second one was read ahead, but not written. */
export class Interrupted extends Transactions {
  /** Taking the job, the first batch, the reading of the second within it, the second. */
  private readonly runs: Promise<unknown>[] = [];

  constructor(
    private readonly real: Transactions,
    private readonly act: () => Promise<void>,
  ) {
    super();
  }

  override async run<T>(...given: Parameters<Transactions['run']>): Promise<T> {
    if (this.runs.length === 3) {
      await this.runs[2];
      await this.act();
    }
    const run = this.real.run(...given);
    this.runs.push(run);
    // The caller's type passes through.
    return (await run) as T;
  }
}

const seen = ({ previewId, digest }: Preview) => ({ previewId, digest });

export class World {
  readonly clock = new FixedClock(now);
  readonly machine = new ManualMachineTime();
  private readonly owner = new Owner();
  private readonly known: KnownClinics;
  private readonly desk: ClinicRulesDesk;

  constructor(readonly parts: MachineParts) {
    this.known = new KnownClinics(parts.clinics, this.owner, this.machine);
    this.desk = new ClinicRulesDesk(this.known);
  }

  /** The clinic's settings at their owner. */
  set(changes: Partial<ClinicRules> & { readonly version: number }): void {
    this.owner.settings = [{ ...place, ...changes }];
  }

  /** As the runtime does it with one event: facts, and the rest in one transaction. */
  async hear(transactions: Transactions = this.parts.transactions): Promise<void> {
    const { clinics, book } = this.parts;
    const reaction = new ReplanChangedClinics(this.known, clinics, book);
    const event = anEvent(clinicChangedV1, { clinicId: 'elm', version: 1 }, { clinicId: 'elm', time: now });
    const facts = await reaction.facts([event]);
    await transactions.run(async ({ within, writes }) => {
      const loaded = await reaction.load([reaction.keyOf(event)], within);
      const { changes } = foldBatch(reaction, loaded, [event], facts);
      reaction.save(changes, writes);
    });
  }

  async preview(rules: ReminderRules): Promise<Preview & { readonly all: readonly Difference[] }> {
    const parts = new SmsParts(new CatalogueTextChecker());
    const ways = new ExpectedWays(new NobodySaid(), new EveryWay());
    const all: Difference[] = [];
    const onDifference = (one: Difference) => all.push(one);
    const previews = new PreviewRules(this.desk, this.parts.waiting, ways, parts, this.clock);
    return { ...(await previews.execute({ clinicId: 'elm', rules, limit: 5, onDifference })), all };
  }

  async apply(rules: ReminderRules): Promise<Preview & { readonly all: readonly Difference[] }> {
    const told = await this.preview(rules);
    const { clinics, book, transactions } = this.parts;
    const applying = new ApplyRules(this.desk, clinics, book, transactions, this.clock);
    await applying.execute({ clinicId: 'elm', accountId: 'ana', rules, ...seen(told) });
    return told;
  }

  worker(transactions: Transactions = this.parts.transactions): ReplanClinic {
    const times = new SmallBatches(this.clock, this.machine, new SilentActivity());
    return new ReplanClinic(this.parts.book, this.parts.waiting, this.desk, transactions, times);
  }

  async replanning(): Promise<Replanning> {
    const stored = await this.parts.book.replanningOf('elm');
    if (stored === undefined) throw new Error('nothing was applied');
    return stored.replanning;
  }

  /** Books visits 8 days ahead and later, and notes that the next one is due. */
  async settle(visits: number): Promise<void> {
    for (let visit = 0; visit < visits; visit += 1) {
      await this.book(`b${visit}`, visit, SHIPPED_RULES);
      await this.note(`s${visit}`, addDays('2027-03-20', visit));
    }
  }

  async book(bookingId: string, day: number, live: RulesInForce): Promise<void> {
    const startsAt = new Date(now.getTime() + (8 + day) * 86_400_000);
    const fact = { clinicId: 'elm', clientRef: `client-${bookingId}`, bookingId, sequence: 0, startsAt, at: now };
    const rest = { endsAt: new Date(startsAt.getTime() + 3_600_000), visitZone: place.zone, imported: false };
    const after = planAppointments(
      undefined,
      { ...fact, ...rest, what: 'booked' },
      timesUnder(place, { zone: place.zone }, live),
    );
    await this.save(BOOKING_PLANS, bookingId, after);
  }

  /** As the reaction does it: loaded, decided and saved in one transaction, again on a conflict. */
  async move(bookingId: string): Promise<void> {
    await this.parts.transactions.run(async ({ within, writes }) => {
      const key = { clinicId: 'elm', id: bookingId };
      const before = (await this.parts.plans.load(BOOKING_PLANS, [key], within)).get(nameOf(key));
      if (before === undefined) throw new Error('there is no such booking');
      // Only bookings are kept there.
      const state = before.state as BookingReminders;
      const startsAt = new Date(state.plan.startsAt.getTime() + 86_400_000);
      const fact = {
        ...state.plan,
        clinicId: 'elm',
        what: 'moved' as const,
        sequence: 1,
        startsAt,
        at: now,
        imported: false,
      };
      const after = planAppointments(
        state,
        fact,
        timesUnder(place, { zone: place.zone }, { version: 1, rules: draft }),
      );
      this.parts.plans.save(BOOKING_PLANS, [{ key, before, after }], writes);
    });
  }

  private async note(sessionId: string, dueOn: string): Promise<void> {
    const fact = { clinicId: 'elm', clientRef: `client-${sessionId}`, sessionId, sourceVersion: 1, dueOn, at: now };
    const allowed = timesUnder(place, { zone: place.zone }, SHIPPED_RULES);
    await this.save(
      FOLLOW_UP_PLANS,
      sessionId,
      planFollowUps(undefined, { ...fact, what: 'planned', policyVersion: 'cadence@1' }, allowed),
    );
  }

  private async save(
    kind: typeof BOOKING_PLANS,
    id: string,
    after: { plan: object; rows: readonly Reminder[] },
  ): Promise<void> {
    const key = { clinicId: 'elm', id };
    await this.parts.transactions.run(async ({ writes }) => {
      this.parts.plans.save(kind, [{ key, before: undefined, after }], writes);
    });
  }
}
