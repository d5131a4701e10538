import { FixedClock } from '@aftercare/kernel';
import { foldBatch, InMemoryTransactions } from '@aftercare/messaging';
import { KeepLicences } from '../../licences/application/keep-licences.js';
import { Licensing } from '../../licences/application/licensing.js';
import { QuarterlySlots } from '../../licences/application/quarterly-slots.js';
import { aLicence, someChoices, someWords } from '../../licences/testing/a-licence.js';
import { InMemoryLicenceStore } from '../../licences/testing/in-memory-licences.js';
import { CLIENT, CLINIC, completed, corrected, someFacts } from '../testing/events.js';
import { InMemoryJourneyStore, InMemorySurveyStore } from '../testing/in-memory-stores.js';
import { FollowLicences } from './follow-licences.js';
import type { JourneyEvent } from './journey-events.js';
import { OpenSurveys } from './open-surveys.js';
import { SchedulingFacts } from './ports.js';

class NoScheduling extends SchedulingFacts {
  override async visits() {
    return { clinics: [], clients: [], sessions: [] };
  }
}

/** A clinic with its licences, and one client who comes and goes. */
class Clinic {
  readonly clock = new FixedClock(new Date('2027-01-04T09:00:00Z'));
  readonly transactions = new InMemoryTransactions({ service: 'outcomes', clock: this.clock });
  readonly store = new InMemoryLicenceStore(this.transactions);
  readonly licences = new KeepLicences(this.transactions, this.store, this.clock);
  readonly slots = new QuarterlySlots(this.store, this.clock);
  readonly surveys = new InMemorySurveyStore(this.transactions);
  private readonly journeys = new InMemoryJourneyStore(this.transactions);
  private readonly licensing = new Licensing(this.transactions, this.store, this.clock);
  private readonly follow = new FollowLicences(
    this.transactions,
    this.licensing,
    this.journeys,
    this.surveys,
    this.clock,
  );
  private readonly reaction = new OpenSurveys(new NoScheduling(), this.slots, this.journeys, this.surveys);

  static async withSlot(): Promise<Clinic> {
    const clinic = new Clinic();
    await clinic.licences.attest(CLINIC, aLicence(), 'ana');
    await clinic.licences.bring(CLINIC, someWords(), 'ana');
    await clinic.licences.fillSlot(CLINIC, 'midas');
    await clinic.settle();
    return clinic;
  }

  async at(instant: string): Promise<void> {
    this.clock.set(new Date(instant));
    await this.settle();
  }

  async settle(): Promise<void> {
    await this.follow.fire(this.clock.now());
  }

  async hears(...events: readonly JourneyEvent[]): Promise<void> {
    for (const event of events) {
      this.clock.set(new Date(event.time));
      await this.transactions.run(async (work) => {
        const key = { clinicId: CLINIC, id: CLIENT };
        const facts = { ...someFacts(), slots: await this.slots.of([CLINIC]) };
        const loaded = await this.reaction.load([key], work.within);
        const { changes } = foldBatch(this.reaction, loaded, [event], facts);
        this.reaction.save(changes, work.writes);
      });
    }
  }

  /** Lines like `quarter-1 2027-05-31 planned`. */
  async sets(): Promise<readonly string[]> {
    const all = await this.surveys.ofClients([{ clinicId: CLINIC, id: CLIENT }]);
    return all
      .filter(({ state }) => state.instrument === 'quarterly@1')
      .map(({ state: { occasion, times, state, reason, set } }) =>
        [occasion, set, times.inviteAt.toISOString().slice(0, 16), state, reason].filter(Boolean).join(' '),
      )
      .sort();
  }

  get said(): readonly unknown[] {
    return this.transactions.said.map(({ type, data }) => ({ type, data }));
  }
}

describe('the quarterly set of a clinic that holds a licence', () => {
  it('is planned for day 90 of care at ten, and again 90 days later while the client comes', async () => {
    const clinic = await Clinic.withSlot();
    await clinic.hears(completed('s1', '2027-01-05T11:00:00Z'), completed('s2', '2027-04-12T11:00:00Z'));
    // Day 90 is 5 April; over the change of the clocks it stays ten in the morning.
    expect(await clinic.sets()).toEqual([
      'quarter-1 midas 2027-04-05T09:00 planned',
      'quarter-2 midas 2027-07-04T09:00 planned',
    ]);
    const [first] = (await clinic.surveys.ofClients([{ clinicId: CLINIC, id: CLIENT }]))
      .map(({ state }) => state)
      .filter(({ occasion }) => occasion === 'quarter-1');
    const days = (at: Date | undefined): number =>
      ((at?.getTime() ?? 0) - (first?.times.inviteAt.getTime() ?? 0)) / 864e5;
    expect([first?.times.remindAt, first?.times.remindAgainAt, first?.times.closesAt].map(days)).toEqual([3, 7, 14]);
  });

  it('is not asked of who does not come any more', async () => {
    const clinic = await Clinic.withSlot();
    await clinic.hears(completed('s1', '2027-01-05T11:00:00Z'));
    expect(await clinic.sets()).toEqual(['quarter-1 midas 2027-04-05T09:00 planned']);
  });

  it('is planned for nobody without a licence, its words and a slot that a person turned on', async () => {
    const clinic = new Clinic();
    const refused = (): Promise<unknown> => clinic.licences.fillSlot(CLINIC, 'midas');
    await expect(refused()).rejects.toMatchObject({ code: 'LICENCE_MISSING' });
    await clinic.licences.attest(CLINIC, aLicence(), 'ana');
    await expect(refused()).rejects.toMatchObject({ code: 'SET_TEXT_MISSING' });
    await clinic.licences.bring(CLINIC, someWords({ language: 'de' }), 'ana');
    await expect(refused()).rejects.toMatchObject({ code: 'SET_TEXT_MISSING' });
    await clinic.licences.bring(CLINIC, someWords(), 'ana');
    await clinic.hears(completed('s1', '2027-01-05T11:00:00Z'));
    expect(await clinic.sets()).toEqual([]);
    clinic.clock.set(new Date('2028-01-01T00:00:00Z'));
    await expect(refused()).rejects.toMatchObject({ code: 'LICENCE_OVER' });
  });

  it('keeps who said that the licence is held, when, and on what ground', async () => {
    const { licences } = await Clinic.withSlot();
    expect((await licences.of(CLINIC)).attestations).toEqual([
      { ...aLicence(), attestedBy: 'ana', attestedAt: new Date('2027-01-04T09:00:00Z') },
    ]);
  });

  it('is turned on for the clients that are there already, and catches up on nothing', async () => {
    const clinic = new Clinic();
    await clinic.hears(completed('s1', '2027-01-05T11:00:00Z'), completed('s2', '2027-04-01T11:00:00Z'));
    await clinic.at('2027-05-01T09:00:00Z');
    await clinic.licences.attest(CLINIC, aLicence(), 'ana');
    await clinic.licences.bring(CLINIC, someWords(), 'ana');
    await clinic.licences.fillSlot(CLINIC, 'midas');
    await clinic.settle();
    expect(await clinic.sets()).toEqual([]);
    await clinic.hears(completed('s3', '2027-05-03T11:00:00Z'));
    expect(await clinic.sets()).toEqual(['quarter-2 midas 2027-07-04T09:00 planned']);
  });

  it('is taken back with the end of the licence, open ones too, and comes back with a new one', async () => {
    const clinic = await Clinic.withSlot();
    await clinic.licences.attest(CLINIC, aLicence({ validUntil: '2027-04-06' }), 'ana');
    await clinic.hears(completed('s1', '2027-01-05T11:00:00Z'), completed('s2', '2027-04-05T11:00:00Z'));
    await clinic.at('2027-04-06T23:59:59Z');
    expect(await clinic.sets()).toEqual([
      'quarter-1 midas 2027-04-05T09:00 planned',
      'quarter-2 midas 2027-07-04T09:00 planned',
    ]);
    await clinic.at('2027-04-07T00:00:00Z');
    expect(await clinic.sets()).toEqual([
      'quarter-1 midas 2027-04-05T09:00 withdrawn LICENCE_ENDED',
      'quarter-2 midas 2027-07-04T09:00 withdrawn LICENCE_ENDED',
    ]);
    await clinic.at('2027-04-20T09:00:00Z');
    await clinic.licences.attest(CLINIC, aLicence(), 'ana');
    await clinic.settle();
    expect(await clinic.sets()).toEqual([
      'quarter-1 midas 2027-04-05T09:00 withdrawn LICENCE_ENDED',
      'quarter-2 midas 2027-07-04T09:00 planned',
    ]);
  });

  it('is taken back when a person turns the slot off', async () => {
    const clinic = await Clinic.withSlot();
    await clinic.hears(completed('s1', '2027-01-05T11:00:00Z'));
    await clinic.licences.fillSlot(CLINIC, undefined);
    await clinic.settle();
    expect(await clinic.sets()).toEqual(['quarter-1 midas 2027-04-05T09:00 withdrawn RULE_CHANGED']);
  });

  it('is taken back when the visit of its quarter did not take place after all', async () => {
    const clinic = await Clinic.withSlot();
    await clinic.hears(completed('s1', '2027-01-05T11:00:00Z'), corrected('s1', '2027-01-06T09:00:00Z', false));
    expect(await clinic.sets()).toEqual(['quarter-1 midas 2027-04-05T09:00 withdrawn DID_NOT_COME']);
  });

  it('keeps clear of the other forms of the client, and waits no longer than two weeks for that', async () => {
    const clinic = await Clinic.withSlot();
    // The form of the visit of 4 April is asked on the 5th and open until the 8th.
    await clinic.hears(completed('s1', '2027-01-05T11:00:00Z'), completed('s2', '2027-04-04T11:00:00Z'));
    expect((await clinic.sets())[0]).toBe('quarter-1 midas 2027-04-09T09:00 planned');
  });

  it('is never asked again sooner than its owner allows, whatever moved the one before', async () => {
    const clinic = await Clinic.withSlot();
    await clinic.hears(completed('s1', '2027-01-05T11:00:00Z'), completed('s2', '2027-04-04T11:00:00Z'));
    await clinic.hears(completed('s3', '2027-04-20T11:00:00Z'));
    // Day 180 is 4 July, and 90 days after 9 April is the 8th.
    expect((await clinic.sets())[1]).toBe('quarter-2 midas 2027-07-08T09:00 planned');
  });

  it('is not asked a second time in a quarter because another set fills the slot now', async () => {
    const clinic = await Clinic.withSlot();
    await clinic.hears(completed('s1', '2027-01-05T11:00:00Z'));
    await clinic.at('2027-04-06T09:00:00Z');
    await clinic.licences.attest(CLINIC, aLicence({ set: 'hit-6' }), 'ana');
    await clinic.licences.bring(CLINIC, someChoices(), 'ana');
    await clinic.licences.fillSlot(CLINIC, 'hit-6');
    await clinic.settle();
    expect(await clinic.sets()).toEqual(['quarter-1 midas 2027-04-05T09:00 withdrawn RULE_CHANGED']);
    await clinic.hears(completed('s2', '2027-04-26T11:00:00Z'));
    expect((await clinic.sets())[1]).toBe('quarter-2 hit-6 2027-07-04T09:00 planned');
  });

  it('goes by a neutral name in everything that is told', async () => {
    const clinic = await Clinic.withSlot();
    await clinic.hears(completed('s1', '2027-01-05T11:00:00Z'));
    await clinic.licences.fillSlot(CLINIC, undefined);
    await clinic.settle();
    await clinic.licences.fillSlot(CLINIC, 'midas');
    await clinic.settle();
    expect(clinic.said).toHaveLength(2);
    expect(JSON.stringify(clinic.said)).toContain('quarterly@1');
    expect(JSON.stringify(clinic.said)).not.toMatch(/midas|hit/iu);
  });

  it('is known to nobody else: another clinic has no slot', async () => {
    const clinic = await Clinic.withSlot();
    expect([...(await clinic.slots.of([CLINIC, 'oak'])).keys()]).toEqual([CLINIC]);
    expect(await clinic.slots.formOf('oak', 'midas')).toBeUndefined();
  });
});
