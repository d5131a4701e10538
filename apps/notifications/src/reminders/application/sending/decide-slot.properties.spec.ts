import { dateOf } from '@aftercare/kernel';
import fc from 'fast-check';
import { aClinic } from '../../../clinics/testing/a-clinic.js';
import type { Contact } from '../../../contacts/application/ports.js';
import { aContact } from '../../../contacts/testing/a-contact.js';
import { BOOKING_NEWS, isRoutine } from '../../domain/reminder.js';
import type { Reminder } from '../../domain/reminder.js';
import { place } from '../../domain/timing.js';
import type { AllowedTimes } from '../../domain/timing.js';
import { aNudge, anInvitation, aReminder } from '../../testing/a-reminder.js';
import { decideSlot } from './decide-slot.js';
import type { SlotKnowledge } from './slot-knowledge.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const START = Date.parse('2027-03-15T00:00:00Z');
const CLIENT = 'clinic-1/client-1';
/** Two months: every message of these runs is of use for longer than any cap holds it. */
const USE_MS = 60 * DAY_MS;

interface Wanted {
  readonly what: 'survey' | 'nudge' | 'visit' | 'news';
  readonly minute: number;
}
const wanted: fc.Arbitrary<Wanted> = fc.record({
  what: fc.constantFrom('survey' as const, 'survey' as const, 'nudge' as const, 'visit' as const, 'news' as const),
  // Many on the same days: that is where caps decide.
  minute: fc
    .tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 1439 }))
    .map(([day, minute]) => day * 1440 + minute),
});
const zone = fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Sydney', 'Asia/Kathmandu');

const rowOf = ({ what, minute }: Wanted, index: number, allowed: AllowedTimes): Reminder => {
  const at = new Date(START + minute * MINUTE_MS);
  const base = { id: `row-${index}`, notAfter: new Date(at.getTime() + USE_MS) };
  const shaped = {
    survey: anInvitation({ ...base, subject: { surveyId: `survey-${index}` } }),
    nudge: aNudge(base),
    visit: aReminder({ ...base, kind: '24h' }),
    news: aReminder({ ...base, kind: 'confirmation', channels: ['email', 'sms'] }),
  }[what];
  const move = { survey: 'later-on-open-days', nudge: 'later-on-open-days', visit: 'earlier', news: 'none' } as const;
  const { dueAt } = place(at, allowed, { move: move[what], spread: index });
  return { ...shaped, firstDueAt: at, dueAt, timing: { rule: 'at', at } };
};

interface Went {
  readonly row: Reminder;
  readonly at: Date;
  /** A form went in the message of this reminder. */
  readonly carrier?: Reminder;
}
interface Run {
  readonly went: readonly Went[];
  readonly lost: readonly Reminder[];
  readonly reasons: ReadonlyMap<string, readonly string[]>;
}

const contactIn = (name: string): Contact => ({
  ...aContact({
    clinicId: 'clinic-1',
    clientRef: 'client-1',
    phone: '+447700900100',
    email: 'ada@post.example',
    zone: name,
  }),
  bad: [],
  phoneIndex: 'index-1',
});
const agreed = (['survey', 'follow-up', 'appointment'] as const).flatMap((purpose) =>
  (['sms', 'email'] as const).map((channel) => ({ channel, purpose, granted: true, since: new Date(START - DAY_MS) })),
);
/** What went in another message is no message of its own. */
const counts = ({ row, carrier }: Went): boolean => carrier === undefined && !BOOKING_NEWS.includes(row.kind);

/** Plays the rows of one client slot by slot, as they fall due, with what went out before as the only memory. */
const play = (rows: readonly Reminder[], name: string): Run => {
  const went: Went[] = [];
  const lost: Reminder[] = [];
  const reasons = new Map<string, readonly string[]>();
  let waiting = rows;
  const known = (slot: readonly Reminder[], now: Date): SlotKnowledge => ({
    rules: new Map([['clinic-1', aClinic({ clinicId: 'clinic-1' })]]),
    contacts: new Map([[CLIENT, contactIn(name)]]),
    consents: new Map([[CLIENT, agreed]]),
    stopped: new Set(),
    bookings: new Map([['clinic-1/booking-1', { active: true, cancelled: false, sequence: 0 }]]),
    ownBookings: new Map(),
    surveys: new Map(
      rows.map(({ subject }) => [`clinic-1/${subject.surveyId ?? ''}`, { state: 'planned', generation: 0 }]),
    ),
    booked: new Set(),
    holds: new Map(),
    counted: went
      .filter((one) => counts(one) && one.at.getTime() > now.getTime() - 7 * DAY_MS)
      .map(({ row, at }) => ({ id: row.id, client: CLIENT, at, isSurvey: row.family === 'survey', isCapped: true })),
    waiting: waiting.filter(
      ({ id, family, kind, dueAt }) =>
        !slot.some((one) => one.id === id) &&
        (family === 'survey' || (family === 'appointment' && !BOOKING_NEWS.includes(kind))) &&
        Math.abs(dueAt.getTime() - now.getTime()) <= DAY_MS,
    ),
    invitedOn: new Map(),
  });
  for (let slots = 0; waiting.length > 0 && slots < 2000; slots += 1) {
    const now = new Date(Math.min(...waiting.map(({ dueAt }) => dueAt.getTime())));
    const due = waiting.filter(({ dueAt }) => dueAt <= now);
    const decided = decideSlot(due, known(due, now), now);
    const moved: Reminder[] = [];
    const along = new Set<string>();
    for (const { row, decision, form } of decided) {
      if ('reason' in decision) reasons.set(row.id, [...(reasons.get(row.id) ?? []), decision.reason]);
      if (decision.do === 'send')
        went.push({ row, at: now }, ...(form === undefined ? [] : [{ row: form.row, at: now, carrier: row }]));
      else if (decision.do === 'later') moved.push({ ...row, dueAt: decision.dueAt });
      else lost.push(row);
    }
    went.filter(({ carrier }) => carrier !== undefined).forEach(({ row }) => along.add(row.id));
    waiting = [...waiting.filter(({ dueAt }) => dueAt > now), ...moved].filter(({ id }) => !along.has(id));
  }
  return { went, lost: [...lost, ...waiting], reasons };
};

const run = fc.tuple(zone, fc.array(wanted, { minLength: 1, maxLength: 9 })).map(([name, all]) => {
  const allowed = { zone: name, hours: { from: '09:00', to: '20:00' }, closureDays: [], holidayRegion: null };
  const rows = all.map((one, index) => rowOf(one, index, allowed));
  return { name, rows, ...play(rows, name) };
});
type Played = typeof run extends fc.Arbitrary<infer One> ? One : never;

const RUNS = { numRuns: 300 };
const always = (title: string, holds: (one: Played) => void): void => {
  it(title, () => {
    fc.assert(fc.property(run, holds), RUNS);
  });
};
const earlier = ({ went }: Played, one: Went): readonly Went[] => went.slice(0, went.indexOf(one)).filter(counts);

describe('the messages of one person, whatever falls due when', () => {
  it('are held back often enough for this to mean something', () => {
    const reasons = fc.sample(run, { numRuns: 300, seed: 5 }).flatMap((one) => [...one.reasons.values()].flat());
    expect(
      fc.sample(run, { numRuns: 300, seed: 5 }).flatMap(({ went }) => went.filter(({ carrier }) => carrier)).length,
    ).toBeGreaterThan(20);
    for (const reason of ['CAP', 'SURVEY_FIRST'])
      expect(reasons.filter((one) => one === reason).length).toBeGreaterThan(20);
  });

  always('never make a form or a nudge the second message of a day', (one) => {
    for (const routine of one.went.filter((went) => isRoutine(went.row.family) && counts(went)))
      expect(earlier(one, routine).filter(({ at }) => dateOf(at, one.name) === dateOf(routine.at, one.name))).toEqual(
        [],
      );
  });

  always('never make a form or a nudge the fourth message of seven days', (one) => {
    for (const routine of one.went.filter((went) => isRoutine(went.row.family) && counts(went))) {
      const week = earlier(one, routine).filter(({ at }) => at.getTime() > routine.at.getTime() - 7 * DAY_MS);
      expect(week.length).toBeLessThan(3);
    }
  });

  always('never bring a nudge on the day of a form', (one) => {
    for (const nudge of one.went.filter(({ row }) => row.family === 'follow-up')) {
      const forms = earlier(one, nudge).filter(({ row }) => row.family === 'survey');
      expect(forms.filter(({ at }) => dateOf(at, one.name) === dateOf(nudge.at, one.name))).toEqual([]);
    }
  });

  always('never hold back what is about a visit: it leaves when it is due', (one) => {
    const visits = one.rows.filter(({ family }) => family === 'appointment');
    expect(one.went.filter(({ row }) => row.family === 'appointment')).toHaveLength(visits.length);
    for (const { row, at } of one.went.filter((went) => went.row.family === 'appointment'))
      expect([row.id, at]).toEqual([row.id, one.rows.find(({ id }) => id === row.id)?.dueAt]);
  });

  always('take a form along only in a reminder of a visit, one each, on a day on which the form is due', (one) => {
    const along = one.went.filter(({ carrier }) => carrier !== undefined);
    expect(new Set(along.map(({ carrier }) => carrier?.id)).size).toBe(along.length);
    for (const { row, at, carrier } of along) {
      expect([row.family, carrier?.family, carrier?.kind]).toEqual(['survey', 'appointment', '24h']);
      expect(row.firstDueAt.getTime()).toBeLessThanOrEqual(at.getTime());
    }
  });

  always('never join a nudge with anything', (one) => {
    for (const { row, carrier } of one.went) if (row.family === 'follow-up') expect(carrier).toBeUndefined();
  });

  always('do not count what says that a visit was booked, moved or cancelled', (one) => {
    const without = one.rows.filter(({ kind }) => !BOOKING_NEWS.includes(kind));
    const times = (went: readonly Went[]) => went.filter(counts).map(({ row, at }) => [row.id, at]);
    expect(times(play(without, one.name).went)).toEqual(times(one.went));
  });

  always('are each sent once, or kept from it with a reason', (one) => {
    const ids = [...one.went.map(({ row }) => row.id), ...one.lost.map(({ id }) => id)];
    expect([...ids].sort()).toEqual(one.rows.map(({ id }) => id).sort());
    for (const { id } of one.lost) expect(one.reasons.get(id)?.at(-1)).toMatch(/^[A-Z_]+$/);
  });

  always('all go out while they are of use: a cap delays and drops nothing', (one) => {
    expect(one.lost).toEqual([]);
  });
});
