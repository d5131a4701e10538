/** Plans with their rows as the reactions leave them, written through the service's own store: what a clinic has waiting. */
import { addDays, dateOf, hashId } from '@aftercare/kernel';
import { MongoPlanStore } from '../../../apps/notifications/dist/reminders/adapters/mongo/mongo-plan.store.js';
import {
  BOOKING_PLANS,
  FOLLOW_UP_PLANS,
  SURVEY_PLANS,
} from '../../../apps/notifications/dist/reminders/application/plan-store.js';
import { planAppointments } from '../../../apps/notifications/dist/reminders/domain/plan-appointments.js';
import { planFollowUps } from '../../../apps/notifications/dist/reminders/domain/plan-follow-ups.js';
import { planSurveys } from '../../../apps/notifications/dist/reminders/domain/plan-surveys.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Plans of one transaction. */
const CHUNK = 200;
/** Of a visit: two reminders before it, invitation and reminder of its form, two notes that the next one is due. */
export const PER_VISIT = 6;
/** Visits lie one to nine weeks ahead. */
const DAYS = 56;

/** The confirmation of a visit weeks ahead went out when it was booked. */
const toldOf = (state) => ({
  ...state,
  rows: state.rows.map((row) => (row.kind === 'confirmation' ? { ...row, state: 'sent', sentAt: row.dueAt } : row)),
});

/**
 * @param {number} index
 * @param {{ clinicId: string, people: number, zone: string, now: Date }} clinic
 */
function plansOf(index, { clinicId, people, zone, now }) {
  const clientRef = `client-${index % people}`;
  const allowed = { zone, hours: { from: '09:00', to: '20:00' }, closureDays: [], holidayRegion: null };
  const at = new Date(now.getTime() - HOUR_MS);
  const startsAt = new Date(
    Math.ceil(now.getTime() / DAY_MS) * DAY_MS + (8 + (index % DAYS)) * DAY_MS + (9 + (index % 9)) * HOUR_MS,
  );
  const bookingId = hashId('bench-booking', String(index));
  const surveyId = hashId('bench-survey', String(index));
  const inviteAt = new Date(startsAt.getTime() + 25 * HOUR_MS);
  const head = { clinicId, clientRef, at };
  const booked = { ...head, what: 'booked', bookingId, sequence: 0, startsAt, visitZone: zone, imported: false };
  const times = {
    ...{ instrument: 'post-session@1', generation: 0, bookingId, sessionId: bookingId, inviteAt },
    remindAt: new Date(inviteAt.getTime() + DAY_MS),
    closesAt: new Date(inviteAt.getTime() + 4 * DAY_MS),
  };
  const due = { dueOn: addDays(dateOf(startsAt, zone), 21), policyVersion: 'cadence@1' };
  const endsAt = new Date(startsAt.getTime() + HOUR_MS);
  return [
    [BOOKING_PLANS, bookingId, toldOf(planAppointments(undefined, { ...booked, endsAt }, allowed))],
    [
      SURVEY_PLANS,
      surveyId,
      planSurveys(undefined, { ...head, what: 'planned', surveyId, sourceVersion: 1, times }, allowed),
    ],
    [
      FOLLOW_UP_PLANS,
      bookingId,
      planFollowUps(undefined, { ...head, ...due, what: 'planned', sessionId: bookingId, sourceVersion: 1 }, allowed),
    ],
  ];
}

/**
 * Answers with how many rows wait.
 * @param {{ collections: object, links: object }} world
 * @param {import('@aftercare/messaging').Transactions} transactions
 * @param {{ visits: number, clinicId: string, people: number, zone: string, now: Date }} how
 */
export async function fillPlans(world, transactions, how) {
  const store = new MongoPlanStore(world.collections, world.links);
  let waiting = 0;
  for (let from = 0; from < how.visits; from += CHUNK) {
    const plans = Array.from({ length: Math.min(CHUNK, how.visits - from) }, (_, at) => plansOf(from + at, how)).flat();
    await transactions.run(async ({ writes }) => {
      for (const kind of [BOOKING_PLANS, SURVEY_PLANS, FOLLOW_UP_PLANS]) {
        const changes = plans
          .filter(([of]) => of === kind)
          .map(([, id, after]) => ({
            key: { clinicId: how.clinicId, id },
            before: undefined,
            after,
          }));
        store.save(kind, changes, writes);
      }
    });
    waiting += plans.flatMap(([, , { rows }]) => rows).filter(({ state }) => state === 'planned').length;
  }
  return waiting;
}
