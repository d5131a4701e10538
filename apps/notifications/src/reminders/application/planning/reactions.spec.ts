import {
  bookingCancelledV1,
  bookingConfirmedV1,
  diaryRecordedV1,
  flagClearedV1,
  flagRaisedV1,
  followupPlannedV1,
  followupWithdrawnV1,
  surveyAnsweredV1,
  surveyDeferredV1,
  surveyPlannedV1,
  surveyShortenedV1,
} from '@aftercare/contracts';
import { foldBatch } from '@aftercare/messaging';
import { anEvent } from '@aftercare/testing';
import type { ContactDirectory } from '../../../contacts/application/contact-directory.js';
import { decideSend } from '../../domain/decide-send.js';
import { aNudge, inLondon } from '../../testing/a-reminder.js';
import type { PlanStore } from '../plan-store.js';
import { HoldRoutineNotes } from './hold-routine-notes.js';
import { PlanAppointmentReminders } from './plan-appointment-reminders.js';
import { PlanFollowUps } from './plan-follow-ups.js';
import { PlanSurveyMessages } from './plan-survey-messages.js';
import type { PlanningContext } from './planning-context.js';

// Decisions are pure: neither is touched by a fold.
const store = Object.create(null) as PlanStore;
const context = Object.create(null) as PlanningContext & ContactDirectory;
const facts = new Map([['clinic-1/client-1', inLondon]]);
const nothing = new Map<string, never>();

const states = (rows: readonly { readonly kind: string; readonly state: string }[] | undefined): readonly string[] =>
  (rows ?? []).map(({ kind, state }) => `${kind} ${state}`);

describe('the planning reactions', () => {
  const visit = {
    bookingId: 'booking-1',
    clientRef: 'client-1',
    startsAt: '2027-03-16T10:30:00Z',
    endsAt: '2027-03-16T11:30:00Z',
    timeZone: 'Europe/London',
    origin: 'desk' as const,
  };
  const confirmed = anEvent(
    bookingConfirmedV1,
    { ...visit, sequence: 0, bookedAt: '2027-03-01T08:00:00Z', first: true },
    { id: 'one' },
  );
  const cancelled = anEvent(
    bookingCancelledV1,
    { ...visit, sequence: 1, cancelledAt: '2027-03-02T08:00:00Z' },
    { id: 'two' },
  );

  it('plan a booking once, however often it is told', () => {
    const reaction = new PlanAppointmentReminders(store, context);
    const [change] = foldBatch(reaction, nothing, [confirmed, { ...confirmed, id: 'again' }], facts).changes;
    expect(states(change?.after.rows)).toEqual(['confirmation planned', '72h planned', '24h planned']);
  });

  it.each([
    ['in order', [confirmed, cancelled], ['confirmation withdrawn', '72h withdrawn', '24h withdrawn']],
    ['out of order', [cancelled, confirmed], []],
  ])('owe nothing for what was booked and cancelled before anybody heard of it, %s', (_title, events, expected) => {
    const [change] = foldBatch(new PlanAppointmentReminders(store, context), nothing, events, facts).changes;
    expect(states(change?.after.rows)).toEqual(expected);
  });

  it('owe nothing for a survey that was answered, in either order', () => {
    const survey = { surveyId: 'survey-1', clientRef: 'client-1', instrument: 'post-session@1' };
    const planned = anEvent(
      surveyPlannedV1,
      { ...survey, version: 1, generation: 0, inviteAt: '2027-03-16T11:30:00Z', closesAt: '2027-03-19T11:30:00Z' },
      { id: 'one' },
    );
    const answered = anEvent(
      surveyAnsweredV1,
      { ...survey, version: 2, answeredAt: '2027-03-16T12:00:00Z' },
      { id: 'two' },
    );
    const reaction = new PlanSurveyMessages(store, context);
    const play = (events: Parameters<typeof foldBatch<never, never, never>>[2]) =>
      foldBatch(reaction, nothing, events, facts).changes[0]?.after.rows;
    expect(states(play([planned, answered] as never))).toEqual(['invitation withdrawn']);
    expect(states(play([answered, planned] as never))).toEqual([]);
  });

  it('owe no note about a next visit whose plan was withdrawn, in either order', () => {
    const followUp = { sessionId: 'session-1', clientRef: 'client-1' };
    const planned = anEvent(
      followupPlannedV1,
      {
        ...followUp,
        version: 1,
        dueOn: '2027-03-22',
        dueAt: '2027-03-22T10:00:00Z',
        windowStart: '2027-03-15',
        windowEnd: '2027-03-29',
        policyVersion: 'cadence@1',
      },
      { id: 'one' },
    );
    const withdrawn = anEvent(followupWithdrawnV1, { ...followUp, version: 2, reason: 'HAS_BOOKING' }, { id: 'two' });
    const reaction = new PlanFollowUps(store, context);
    expect(states(foldBatch(reaction, nothing, [planned, withdrawn], facts).changes[0]?.after.rows)).toEqual([
      'nudge withdrawn',
      'second-nudge withdrawn',
    ]);
    expect(states(foldBatch(reaction, nothing, [withdrawn, planned], facts).changes[0]?.after.rows)).toEqual([]);
  });

  it('keep everything that is not about a visit back until the next allowed morning for who is not well today', () => {
    const at = '2027-03-13T15:00:00Z';
    const head = { surveyId: 'survey-1', clientRef: 'client-1', at };
    const shortened = anEvent(surveyShortenedV1, head, { id: 'shortened' });
    const deferred = anEvent(surveyDeferredV1, { ...head, version: 2, closesAt: at }, { id: 'deferred' });
    const day = { clientRef: 'client-1', date: '2027-03-13', version: 1 };
    const written = anEvent(diaryRecordedV1, { ...day, at, notToday: true }, { id: 'written' });
    const forms = [shortened, deferred];
    const all = [...forms, written];
    for (const events of [...all.map((one) => [one]), forms, all, all.toReversed(), [written, written]]) {
      const [change] = foldBatch(new HoldRoutineNotes(store, context), nothing, events, facts).changes;
      // It is a Saturday, and nothing of that kind leaves on a Sunday.
      const { deferredUntil } = change?.after.plan ?? {};
      expect(deferredUntil).toEqual(new Date('2027-03-15T09:00:00Z'));
      const row = aNudge({ dueAt: new Date('2027-03-13T16:00:00Z'), notAfter: new Date('2027-03-20T00:00:00Z') });
      const reach = { hasPhone: true, hasEmail: true, bad: [], stopped: false, consent: { sms: true, email: true } };
      const known = {
        sendMode: 'live',
        allowed: inLondon,
        reach,
        flagged: false,
        sentAt: [],
        surveyToday: false,
      } as const;
      const asked = { ...known, ...(deferredUntil === undefined ? {} : { deferredUntil }) };
      expect(decideSend(row, asked, row.dueAt)).toEqual({
        do: 'later',
        dueAt: deferredUntil,
        reason: 'CLIENT_IN_ATTACK',
      });
    }
  });

  it('move nothing for a day of the diary that says nothing about today', () => {
    const quiet = (id: string, date: string) =>
      anEvent(
        diaryRecordedV1,
        { clientRef: 'client-1', date, version: 1, at: '2027-03-13T15:00:00Z', notToday: false },
        { id },
      );
    const events = [quiet('today', '2027-03-13'), quiet('caught up on', '2027-03-12')];
    expect(foldBatch(new HoldRoutineNotes(store, context), nothing, events, facts).changes).toEqual([]);
  });

  it('end with the same morning in all orders of what a diary says, also where a day is changed afterwards', () => {
    const entry = (at: string, version: number, notToday: boolean) =>
      anEvent(
        diaryRecordedV1,
        { clientRef: 'client-1', date: at.slice(0, 10), version, at, notToday },
        { id: `${at} ${version}` },
      );
    const [tuesday, wednesday] = [entry('2027-03-16T15:00:00Z', 1, true), entry('2027-03-17T07:00:00Z', 1, true)];
    const changed = entry('2027-03-17T12:00:00Z', 2, false);
    for (const order of [
      [tuesday, wednesday, changed],
      [wednesday, tuesday, wednesday],
      [changed, wednesday, tuesday],
    ]) {
      const [change] = foldBatch(new HoldRoutineNotes(store, context), nothing, order, facts).changes;
      expect(change?.after.plan.deferredUntil).toEqual(new Date('2027-03-18T09:00:00Z'));
    }
  });

  it('end with the same holds in all orders of flags', () => {
    const raised = (flagId: string) =>
      anEvent(
        flagRaisedV1,
        { flagId, clientRef: 'client-1', level: 'R', at: '2027-03-16T10:00:00Z' },
        { id: `raised ${flagId}` },
      );
    const cleared = (flagId: string) =>
      anEvent(
        flagClearedV1,
        { flagId, clientRef: 'client-1', at: '2027-03-17T10:00:00Z' },
        { id: `cleared ${flagId}` },
      );
    const [a, b, c] = [raised('a'), raised('b'), cleared('a')];
    for (const order of [
      [a, b, c],
      [a, c, b],
      [b, a, c],
      [b, c, a],
      [c, a, b],
      [c, b, a],
    ]) {
      const [change] = foldBatch(new HoldRoutineNotes(store, context), nothing, order, facts).changes;
      expect(change?.after.plan.open).toEqual(['b']);
    }
  });
});
