/** Rows as the planner makes them, in the documents that the service stores. */
import { dateOf, hashId, uuidV5 } from '@aftercare/kernel';
import {
  documentOfRow,
  REMINDERS,
} from '../../../apps/notifications/dist/reminders/adapters/mongo/reminder-document.js';
import { planAppointments } from '../../../apps/notifications/dist/reminders/domain/plan-appointments.js';
import { planFollowUps } from '../../../apps/notifications/dist/reminders/domain/plan-follow-ups.js';
import { planSurveys } from '../../../apps/notifications/dist/reminders/domain/plan-surveys.js';
import { reminderId, shardOf } from '../../../apps/notifications/dist/reminders/domain/reminder.js';
import { clientOf } from './world.mjs';

/** @typedef {import('./world.mjs').World} World */
/** @typedef {{ kind: string, occurrence: string, subject: object, clinicId: string, clientRef: string, dueAt: Date }} Row */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const CHUNK = 2000;
const NAMESPACE = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
/** What one visit leaves waiting: two reminders before it, invitation and reminder of its form, two notes that the next one is due. */
const PER_VISIT = 6;
/** Visits lie within eight weeks, at every quarter of an hour of the day. */
const DAYS = 56;
const STARTS_PER_DAY = 32;

/** @param {string} zone */
const allowedIn = (zone) => ({ zone, hours: { from: '09:00', to: '20:00' }, closureDays: [], holidayRegion: null });

/**
 * @param {string} zone
 * @param {Date} startsAt
 * @returns {readonly Row[]}
 */
function rowsOfVisit(zone, startsAt) {
  const allowed = allowedIn(zone);
  const head = { clinicId: 'clinic', clientRef: 'client', at: new Date(startsAt.getTime() - 7 * DAY_MS) };
  const endsAt = new Date(startsAt.getTime() + 60 * MINUTE_MS);
  const booked = { ...head, what: 'booked', bookingId: 'booking', sequence: 0, startsAt, endsAt, visitZone: zone };
  const inviteAt = new Date(endsAt.getTime() + DAY_MS);
  const times = {
    ...{ instrument: 'post-session@1', generation: 0, bookingId: 'booking', sessionId: 'session' },
    ...{
      inviteAt,
      remindAt: new Date(inviteAt.getTime() + 2 * DAY_MS),
      closesAt: new Date(inviteAt.getTime() + 4 * DAY_MS),
    },
  };
  const dueOn = dateOf(new Date(startsAt.getTime() + 21 * DAY_MS), zone);
  const followUp = {
    ...head,
    what: 'planned',
    sessionId: 'session',
    sourceVersion: 1,
    dueOn,
    policyVersion: 'cadence@1',
  };
  const rows = [
    ...planAppointments(undefined, { ...booked, imported: false }, allowed).rows.filter(
      ({ kind }) => kind !== 'confirmation',
    ),
    ...planSurveys(undefined, { ...head, what: 'planned', surveyId: 'survey', sourceVersion: 1, times }, allowed).rows,
    ...planFollowUps(undefined, followUp, allowed).rows,
  ];
  if (rows.length !== PER_VISIT || rows.some(({ state }) => state !== 'planned'))
    throw new Error(`a visit at ${startsAt.toISOString()} leaves ${rows.map(({ kind, state }) => `${kind} ${state}`)}`);
  return rows;
}

/** A visit's rows are planned once per start; every client's get their own ids, as the planner would give them. */
const given = (row, visit, client) => {
  const bookingId = uuidV5(NAMESPACE, `booking ${visit}`);
  const sessionId = uuidV5(bookingId, 'session');
  const own = {
    booking: bookingId,
    session: sessionId,
    survey: hashId('survey', client.clinicId, client.clientRef, bookingId),
  };
  const [about = '', ...rest] = row.occurrence.split(':');
  const occurrence = [own[about], ...rest].join(':');
  const subject = { ...row.subject };
  if (subject.bookingId) subject.bookingId = own.booking;
  if (subject.sessionId) subject.sessionId = own.session;
  if (subject.surveyId) subject.surveyId = own.survey;
  const named = { ...row, ...client, occurrence, subject };
  return { ...named, id: reminderId(named), shard: shardOf(client.clinicId, client.clientRef) };
};

/** What the unit of work adds is the clinic, the id and the version. */
const documentOf = (row, links) => ({ ...documentOfRow(row, links), _id: row.id, clinicId: row.clinicId, version: 1 });

/**
 * Puts that many rows into the ledger that wait for days and weeks.
 * @param {World} world
 * @param {{ count: number, people: number, zone: string, now: Date, from?: number }} how `from`: number of the first one
 */
export async function fillPending(world, { count, people, zone, now, from = 0 }) {
  const first = Math.ceil((now.getTime() + 10 * DAY_MS) / DAY_MS) * DAY_MS;
  const planned = new Map();
  const rowsAt = (start) => {
    const known = planned.get(start);
    if (known) return known;
    const minutes = 12 * 60 + Math.floor(start % STARTS_PER_DAY) * 15;
    const startsAt = new Date(first + Math.floor(start / STARTS_PER_DAY) * DAY_MS + minutes * MINUTE_MS);
    const rows = rowsOfVisit(zone, startsAt);
    planned.set(start, rows);
    return rows;
  };
  const rows = world.db.collection(REMINDERS);
  let writing = Promise.resolve();
  for (let index = from; index < from + count; index += CHUNK) {
    const documents = Array.from({ length: Math.min(CHUNK, from + count - index) }, (_, at) => {
      const visit = Math.floor((index + at) / PER_VISIT);
      // Neighbours in time are strangers in the ledger.
      const row = rowsAt((visit * 769) % (DAYS * STARTS_PER_DAY))[(index + at) % PER_VISIT];
      return documentOf(given(row, visit, clientOf(visit % people)), world.links);
    });
    await writing;
    writing = rows.insertMany(documents, { ordered: false }).then(() => undefined);
  }
  await writing;
}

let visits = 100_000_000;
/** Whose turn it is: a brake holds what would be the 21st message to one person on one day. */
let turn = 0;

/**
 * Reminders of the day before a visit, by text, due at the instants that `dueAt` says; each for another person.
 * @param {World} world
 * @param {{ count: number, people: number, zone: string, dueAt: (index: number) => Date,
 *   client?: (index: number) => { clinicId: string, clientRef: string } }} how `client`: who gets which, where not each another one
 * @returns {Promise<ReadonlyMap<string, number>>} due time by id
 */
export async function addDue(world, { count, people, zone, dueAt, client }) {
  const first = turn;
  if (!client) turn += count;
  const clientAt = client ?? ((/** @type {number} */ index) => clientOf((first + index) % people));
  if (!client && count > people) throw new Error(`${count} reminders need as many people, not ${people}`);
  const start = Math.ceil(dueAt(count - 1).getTime() / MINUTE_MS) * MINUTE_MS + DAY_MS;
  const row = rowsOfVisit(zone, new Date(start)).find(({ kind }) => kind === '24h');
  const due = new Map();
  for (let from = 0; from < count; from += CHUNK) {
    const documents = Array.from({ length: Math.min(CHUNK, count - from) }, (_, at) => {
      visits += 1;
      const fresh = given(row, visits, clientAt(from + at));
      const when = dueAt(from + at);
      due.set(fresh.id, when.getTime());
      return documentOf({ ...fresh, firstDueAt: when, dueAt: when }, world.links);
    });
    await world.db.collection(REMINDERS).insertMany(documents, { ordered: false });
  }
  return due;
}
