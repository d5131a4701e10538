import { FixedClock } from '@aftercare/kernel';
import { foldBatch, InMemoryTransactions, type Loaded } from '@aftercare/messaging';
import * as fc from 'fast-check';
import { QuarterlySlots } from '../../licences/application/quarterly-slots.js';
import { InMemoryLicenceStore } from '../../licences/testing/in-memory-licences.js';
import type { Survey } from '../domain/survey.js';
import {
  booked,
  cancelled,
  CLIENT,
  CLINIC,
  completed,
  corrected,
  missed,
  moved,
  presumed,
  someFacts,
} from '../testing/events.js';
import { InMemoryJourneyStore, InMemorySurveyStore } from '../testing/in-memory-stores.js';
import type { JourneyEvent, JourneyFacts } from './journey-events.js';
import { OpenSurveys, type ClientSurveys } from './open-surveys.js';
import { SchedulingFacts, type VisitRef } from './ports.js';

class NoScheduling extends SchedulingFacts {
  asked: readonly VisitRef[] = [];

  override async visits(refs: readonly VisitRef[]) {
    this.asked = refs;
    return { clinics: [], clients: [], sessions: [] };
  }
}
const transactions = new InMemoryTransactions();
const scheduling = new NoScheduling();
const reaction = new OpenSurveys(
  scheduling,
  new QuarterlySlots(new InMemoryLicenceStore(transactions), new FixedClock(new Date(0))),
  new InMemoryJourneyStore(transactions),
  new InMemorySurveyStore(transactions),
);

/** One event after another, each in a batch of its own. */
const run = (events: readonly JourneyEvent[], facts: JourneyFacts = someFacts()) => {
  let loaded: ReadonlyMap<string, Loaded<ClientSurveys>> = new Map();
  const says: { readonly type: string; readonly data: unknown }[] = [];
  events.forEach((event, index) => {
    const folded = foldBatch(reaction, loaded, [event], facts);
    const after = folded.changes[0]?.after;
    if (after !== undefined) loaded = new Map([[`${CLINIC}/${CLIENT}`, { state: after, version: index + 1 }]]);
    says.push(
      ...folded.says.map(({ contract, data }) => ({ type: contract.type.split('.').slice(2, 4).join('.'), data })),
    );
  });
  const surveys = [...(loaded.get(`${CLINIC}/${CLIENT}`)?.state.surveys.values() ?? [])];
  return { surveys, says };
};
const open = (surveys: readonly Survey[], instrument: string) =>
  surveys.filter((survey) => survey.instrument === instrument && survey.state === 'planned');
const outline = (surveys: readonly Survey[]) =>
  surveys
    .map(
      (survey) =>
        `${survey.instrument} ${survey.occasion} ${survey.state} ${survey.times.inviteAt.toISOString()} ${survey.presumed}`,
    )
    .sort();

describe('open-surveys after a visit', () => {
  it('asks a day after the end, reminds a day later and closes after four days', () => {
    const { surveys, says } = run([completed('s1', '2027-03-02T11:00:00Z')]);
    expect(open(surveys, 'post-session@1')[0]?.times).toEqual({
      inviteAt: new Date('2027-03-03T11:00:00Z'),
      remindAt: new Date('2027-03-04T11:00:00Z'),
      closesAt: new Date('2027-03-06T11:00:00Z'),
    });
    expect(says.map(({ type }) => type)).toEqual(['survey.planned', 'survey.planned']);
  });

  it('asks two days after deep tissue', () => {
    const { surveys } = run([completed('s1', '2027-03-02T11:00:00Z')], someFacts({ s1: ['swedish', 'deep-tissue'] }));
    expect(open(surveys, 'post-session@1')[0]).toMatchObject({
      technique: 'swedish',
      times: { inviteAt: new Date('2027-03-04T11:00:00Z'), closesAt: new Date('2027-03-06T11:00:00Z') },
    });
  });

  it('asks on day 21 at ten where the client lives, over a change of the clocks', () => {
    const { surveys } = run([completed('s1', '2027-03-09T11:00:00Z')]);
    // 30 March is summer time in London.
    expect(open(surveys, 'follow-up@1')[0]?.times.inviteAt).toEqual(new Date('2027-03-30T09:00:00Z'));
  });

  it('reminds of a check-in on its third and its seventh day, at ten over a change of the clocks, and closes on the tenth', () => {
    const { surveys } = run([completed('s1', '2027-03-02T11:00:00Z')]);
    expect(open(surveys, 'follow-up@1')[0]?.times).toEqual({
      inviteAt: new Date('2027-03-23T10:00:00Z'),
      remindAt: new Date('2027-03-26T10:00:00Z'),
      remindAgainAt: new Date('2027-03-30T09:00:00Z'),
      closesAt: new Date('2027-04-02T09:00:00Z'),
    });
  });

  it('asks two days before a next visit that lies in the third or fourth week', () => {
    const { surveys } = run([
      completed('s1', '2027-03-02T11:00:00Z'),
      booked('b2', '2027-03-20T10:00:00Z', '2027-03-02T12:00:00Z'),
    ]);
    expect(open(surveys, 'follow-up@1')[0]?.times.inviteAt).toEqual(new Date('2027-03-18T10:00:00Z'));
  });

  it('asks first when the visit was only presumed, and no more once it is recorded', () => {
    const events = [
      presumed('s1', '2027-03-02T11:00:00Z'),
      completed('s1', '2027-03-02T11:00:00Z', 2, '2027-03-03T08:00:00Z'),
    ];
    expect(open(run(events.slice(0, 1)).surveys, 'post-session@1')[0]?.presumed).toBe(true);
    const { surveys, says } = run(events);
    expect(open(surveys, 'post-session@1')[0]?.presumed).toBe(false);
    expect(says).toHaveLength(2);
  });

  it('withdraws what was planned when the visit did not take place', () => {
    const { surveys, says } = run([
      presumed('s1', '2027-03-02T11:00:00Z'),
      corrected('s1', '2027-03-02T15:00:00Z', false),
    ]);
    expect(surveys.map(({ state, reason }) => [state, reason])).toEqual([
      ['withdrawn', 'DID_NOT_COME'],
      ['withdrawn', 'DID_NOT_COME'],
    ]);
    expect(says.map(({ type }) => type).slice(2)).toEqual(['survey.withdrawn', 'survey.withdrawn']);
  });

  it('asks weekly clients for one follow-up every 28 days', () => {
    const weekly = Array.from({ length: 9 }, (_, week) =>
      completed(`s${week}`, new Date(Date.UTC(2027, 2, 2 + week * 7, 11)).toISOString()),
    );
    const { surveys } = run(weekly);
    expect(open(surveys, 'follow-up@1').map((survey) => survey.occasion)).toEqual(['s0', 's4', 's8']);
  });

  it('says nothing about a duplicate', () => {
    const event = completed('s1', '2027-03-02T11:00:00Z');
    expect(run([event, event, event]).says).toHaveLength(2);
  });
});

describe('open-surveys before a first visit', () => {
  const first = booked('b1', '2027-03-10T10:00:00Z', '2027-03-01T09:00:00Z', { first: true });

  it('asks 48 hours ahead and closes when the visit begins', () => {
    expect(open(run([first]).surveys, 'intake@1')[0]?.times).toEqual({
      inviteAt: new Date('2027-03-08T10:00:00Z'),
      closesAt: new Date('2027-03-10T10:00:00Z'),
    });
  });

  it('asks at once when booked later than that', () => {
    const { surveys } = run([booked('b1', '2027-03-10T10:00:00Z', '2027-03-09T09:00:00Z', { first: true })]);
    expect(open(surveys, 'intake@1')[0]?.times.inviteAt).toEqual(new Date('2027-03-09T09:00:00Z'));
  });

  it('does not ask who was here before', () => {
    expect(run([booked('b1', '2027-03-10T10:00:00Z', '2027-03-01T09:00:00Z')]).surveys).toEqual([]);
  });

  it('does not ask about an imported visit that is due within a day of the import', () => {
    const near = booked('b1', '2027-03-04T08:00:00Z', '2027-03-01T09:00:00Z', { first: true, origin: 'import' });
    const far = booked('b1', '2027-03-10T10:00:00Z', '2027-03-01T09:00:00Z', { first: true, origin: 'import' });
    expect(run([near]).surveys).toEqual([]);
    expect(open(run([far]).surveys, 'intake@1')).toHaveLength(1);
  });

  it('moves with the visit and goes with it', () => {
    const later = moved('b1', '2027-03-17T10:00:00Z', '2027-03-02T09:00:00Z');
    expect(open(run([first, later]).surveys, 'intake@1')[0]?.times.inviteAt).toEqual(new Date('2027-03-15T10:00:00Z'));
    const gone = run([first, later, cancelled('b1', '2027-03-17T10:00:00Z', '2027-03-03T09:00:00Z', 2)]);
    expect(gone.surveys[0]).toMatchObject({ state: 'withdrawn', reason: 'BOOKING_CANCELLED' });
    expect(gone.says.map(({ type }) => type)).toEqual(['survey.planned', 'survey.planned', 'survey.withdrawn']);
  });

  it('passes to the next visit when the first one is cancelled', () => {
    const { surveys } = run([
      first,
      booked('b2', '2027-03-24T10:00:00Z', '2027-03-01T09:05:00Z'),
      cancelled('b1', '2027-03-10T10:00:00Z', '2027-03-02T09:00:00Z'),
    ]);
    expect(open(surveys, 'intake@1').map((survey) => survey.occasion)).toEqual(['b2']);
  });
});

describe('open-surveys in any order', () => {
  const facts = someFacts({ s1: ['deep-tissue'], s2: ['swedish'] });
  const story: readonly JourneyEvent[] = [
    booked('b-s1', '2027-03-02T10:00:00Z', '2027-02-20T09:00:00Z', { first: true }),
    booked('b2', '2027-03-20T10:00:00Z', '2027-02-20T09:05:00Z'),
    moved('b2', '2027-03-22T10:00:00Z', '2027-02-21T09:00:00Z'),
    cancelled('b2', '2027-03-22T10:00:00Z', '2027-02-22T09:00:00Z', 2),
    presumed('s1', '2027-02-23T11:00:00Z'),
    completed('s1', '2027-02-23T11:00:00Z', 2, '2027-02-23T16:00:00Z'),
  ];
  const outlineOf = (events: readonly JourneyEvent[]) =>
    outline(run(events, facts).surveys).filter((line) => !line.includes('withdrawn'));

  it('comes to the same surveys in all 720 orders', () => {
    const expected = outlineOf(story);
    const permute = (rest: readonly JourneyEvent[]): readonly (readonly JourneyEvent[])[] =>
      rest.length <= 1
        ? [rest]
        : rest.flatMap((one, index) => permute(rest.toSpliced(index, 1)).map((tail) => [one, ...tail]));
    for (const order of permute(story)) expect(outlineOf(order)).toEqual(expected);
  });

  it('comes to the same surveys whatever is repeated and however it is cut into batches', () => {
    const events = [...story, missed('s2', '2027-02-24T09:00:00Z'), completed('s3', '2027-02-24T12:00:00Z')];
    const expected = outlineOf(events);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2, maxLength: events.length * 2 }),
        (order) => {
          expect(outlineOf(order)).toEqual(expected);
          const once = foldBatch(reaction, new Map(), order, facts).changes[0]?.after.surveys.values() ?? [];
          expect(outline([...once]).filter((line) => !line.includes('withdrawn'))).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('what open-surveys asks about a batch', () => {
  it('names each client once, with the sessions that the events are about', async () => {
    await reaction.facts([
      booked('b1', '2027-03-02T10:00:00Z', '2027-03-01T10:00:00Z'),
      completed('s1', '2027-03-02T11:00:00Z'),
      missed('s2', '2027-03-09T10:00:00Z'),
    ]);
    expect(scheduling.asked).toEqual([{ clinicId: CLINIC, clientRef: CLIENT, sessionIds: ['s1', 's2'] }]);
  });
});
