/** What has to be known of a slot's people before a message may leave, read as plainly as it can be. */
import { CONTACTS } from '../../../../apps/notifications/dist/contacts/adapters/mongo/contact-document.js';
import {
  CONSENTS,
  stopId,
  STOPS,
} from '../../../../apps/notifications/dist/consents/adapters/mongo/mongo-consent.store.js';
import {
  OF_CLIENT_INDEX,
  REMINDERS,
  WENT_OUT_INDEX,
} from '../../../../apps/notifications/dist/reminders/adapters/mongo/reminder-document.js';
import { derivedKey, openBytes } from '../../../../libs/platform/dist/crypto/sealing.js';
import { MASTER_KEY } from '../../ledger/world.mjs';

const DAY_MS = 86_400_000;
/** One answer for a slot, where the server's own first one has 101 documents. */
export const WHOLE = { batchSize: 1000 };
const wrapping = derivedKey(MASTER_KEY, 'wrap client keys');

/** @typedef {{ _id: string, clinicId: string, clientRef: string, subject: { bookingId: string } }} Row */

/** @param {readonly Row[]} slot */
const refsOf = (slot) => slot.map(({ clientRef }) => clientRef);

/** @param {readonly Row[]} slot */
function byClinic(slot) {
  /** @type {Map<string, Row[]>} */
  const groups = new Map();
  for (const row of slot) {
    const group = groups.get(row.clinicId);
    if (group) group.push(row);
    else groups.set(row.clinicId, [row]);
  }
  return groups;
}

/**
 * One condition for each clinic, as the indexes begin with it.
 * @param {readonly Row[]} slot
 * @param {object} more
 */
const ofPeople = (slot, more) => ({
  $or: [...byClinic(slot)].map(([clinicId, mine]) => ({ clinicId, clientRef: { $in: refsOf(mine) }, ...more })),
});

/**
 * @param {import('mongodb').MongoClient} client
 * @param {string} prefix
 * @param {string} ownersUrl
 */
export function readerOf(client, prefix, ownersUrl) {
  const db = client.db(`${prefix}_notifications`);
  const keys = client.db(`${prefix}_notifications_keys`).collection('keys');
  const rows = db.collection(REMINDERS);

  /** @param {readonly Row[]} slot */
  async function openPeople(slot) {
    const contacts = await db
      .collection(CONTACTS)
      .find({ _id: { $in: refsOf(slot) } }, WHOLE)
      .toArray();
    const names = contacts.map(({ clinicId, _id }) => `${clinicId}/${_id}`);
    const wrapped = await keys.find({ _id: { $in: names } }, WHOLE).toArray();
    const keyOf = new Map(
      wrapped.map((key) => [key._id, openBytes(wrapping, ['client key', key.clinicId, key.clientId], key.wrapped)]),
    );
    const people = contacts.map(({ _id, clinicId, sealedFirstName, sealedPhone, sealedEmail }) => {
      const key = keyOf.get(`${clinicId}/${_id}`);
      const open = (field, sealed) => openBytes(key, [clinicId, _id, field], sealed).toString();
      const firstName = open('firstName', sealedFirstName);
      return [_id, { firstName, phone: open('phone', sealedPhone), email: open('email', sealedEmail) }];
    });
    const numbers = contacts.map(({ clinicId, phoneIndex }) => stopId(clinicId, phoneIndex));
    await db
      .collection(STOPS)
      .find({ _id: { $in: numbers }, stopped: true }, WHOLE)
      .toArray();
    return new Map(people);
  }

  /** @param {readonly Row[]} slot */
  async function askScheduling(slot) {
    const refs = slot.map(({ clinicId, subject }) => ({ clinicId, bookingId: subject.bookingId }));
    const response = await fetch(`${ownersUrl}/internal/bookings/look-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refs }),
    });
    return (await response.json()).items;
  }

  /**
   * @param {readonly Row[]} slot
   * @param {Date} now
   */
  return async function facts(slot, now) {
    const since = new Date(now.getTime() - DAY_MS);
    const until = new Date(now.getTime() + DAY_MS);
    const few = { projection: { clientRef: 1, sentAt: 1, claim: 1 }, ...WHOLE };
    const gone = ofPeople(slot, { sentAt: { $gt: since } });
    const going = ofPeople(slot, { state: { $in: ['sending', 'unknown'] } });
    const waiting = ofPeople(slot, { state: 'planned', dueAt: { $gte: since, $lte: until } });
    const [people] = await Promise.all([
      openPeople(slot),
      askScheduling(slot),
      db
        .collection(CONSENTS)
        .find({ _id: { $in: refsOf(slot) } }, WHOLE)
        .toArray(),
      rows.find(gone, few).hint(WENT_OUT_INDEX).toArray(),
      rows.find(going, few).hint(OF_CLIENT_INDEX).toArray(),
      rows.find(waiting, WHOLE).hint(OF_CLIENT_INDEX).toArray(),
    ]);
    return people;
  };
}
