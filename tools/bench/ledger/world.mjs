/** A database of notifications as the service itself keeps it, opened without the service: its own stores write what a benchmark needs there. */
import { hashId, localOf, SystemMachineTime, uuidV5 } from '@aftercare/kernel';
import { ClientCipher, LinkTokens, TenantCollections } from '@aftercare/platform';
import mongoose from 'mongoose';
import { CLINIC_RULES } from '../../../apps/notifications/dist/clinics/adapters/mongo/clinic-document.js';
import { MongoClinicStore } from '../../../apps/notifications/dist/clinics/adapters/mongo/mongo-clinic.store.js';
import { CONTACTS } from '../../../apps/notifications/dist/contacts/adapters/mongo/contact-document.js';
import { MongoContactStore } from '../../../apps/notifications/dist/contacts/adapters/mongo/mongo-contact.store.js';
import { CONSENTS } from '../../../apps/notifications/dist/consents/adapters/mongo/mongo-consent.store.js';
import { withChoices } from '../../../apps/notifications/dist/consents/domain/consent.js';
import { NextTimes } from '../../../apps/notifications/dist/reminders/adapters/mongo/next-times.js';
import { MongoWaitingLedger } from '../../../apps/notifications/dist/reminders/adapters/mongo/mongo-waiting.ledger.js';
import { REMINDERS } from '../../../apps/notifications/dist/reminders/adapters/mongo/reminder-document.js';
import { ClientKeys } from '../../../libs/platform/dist/crypto/client-keys.js';

export const SECRET = 'a-secret-of-the-benchmarks-with-32-characters';
export const MASTER_KEY = Buffer.alloc(32, 7);
export const PUBLIC_URL = 'http://l.example';
const CLINICS = 20;
const CHUNK = 1000;
/** Any namespace; the same index is the same person in every run. */
const NAMESPACE = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

const ZONES = [
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'Pacific/Honolulu',
  'Pacific/Auckland',
  'Asia/Tokyo',
  'Asia/Kolkata',
];

/** A zone in which the next half hour lies within the hours that a client may be written to. */
export function zoneAtDay(now = new Date()) {
  const zone = ZONES.find((one) => {
    const { time } = localOf(now, one);
    return time >= '09:30' && time < '18:30';
  });
  if (!zone) throw new Error('no zone has daylight');
  return zone;
}

export const clinicIdOf = (/** @type {number} */ index) => hashId('clinic', String(index % CLINICS));

/** @param {number} index */
export const clientOf = (index) => ({
  clinicId: clinicIdOf(index),
  clientRef: uuidV5(NAMESPACE, `client ${index}`),
});

/** @param {{ uri: string, prefix: string }} where */
export async function openWorld({ uri, prefix }) {
  const connection = await mongoose.createConnection(uri, { dbName: `${prefix}_notifications` }).asPromise();
  const client = connection.getClient();
  const [db, keys] = [client.db(`${prefix}_notifications`), client.db(`${prefix}_notifications_keys`)];
  const collections = new TenantCollections(connection);
  const links = new LinkTokens(SECRET, PUBLIC_URL);
  const clientKeys = new ClientKeys(MASTER_KEY, keys.collection('keys'), new SystemMachineTime());
  const cipher = new ClientCipher(MASTER_KEY, clientKeys);
  /** The ledger's own collection and indexes. */
  const createIndexes = () => new MongoWaitingLedger(collections, new NextTimes(collections)).onModuleInit();
  return {
    ...{ client, db, keys, collections, links, cipher },
    createIndexes,
    /** The collection as the service makes it, without the indexes: many rows are in sooner, and are indexed afterwards. */
    async emptyLedger() {
      await createIndexes();
      await db.collection(REMINDERS).dropIndexes();
    },
    close: () => connection.close(),
    async drop() {
      await db.dropDatabase();
      await keys.dropDatabase();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openWorld>>} World */

/**
 * Clinics, and people with a sealed name, number and address and an agreement to be written to.
 * @param {World} world
 * @param {{ people: number, zone: string }} how
 */
export async function settleTown(world, { people, zone }) {
  await settleClinics(world, zone);
  const contacts = new MongoContactStore(world.collections, world.cipher, world.links);
  await contacts.onModuleInit();
  await settlePeople(world, { count: people, zone, numberOf: (index) => index });
}

/**
 * More people for a town, by the numbers that `clientOf` knows them by.
 * @param {World} world
 * @param {{ count: number, zone: string, numberOf: (index: number) => number }} how
 */
export async function settlePeople(world, { count, zone, numberOf }) {
  const contacts = new MongoContactStore(world.collections, world.cipher, world.links);
  for (let from = 0; from < count; from += CHUNK) {
    const told = Array.from({ length: Math.min(CHUNK, count - from) }, (_, at) => personOf(numberOf(from + at), zone));
    const sealed = await contacts.sealed(told);
    const documents = told.map((one) => ({
      _id: one.clientRef,
      clinicId: one.clinicId,
      ...contacts.plainFields(one),
      ...sealed.get(`${one.clinicId}/${one.clientRef}`),
      version: 1,
    }));
    await world.db.collection(CONTACTS).insertMany(documents, { ordered: false });
    await world.db.collection(CONSENTS).insertMany(told.map(consentOf), { ordered: false });
  }
}

/**
 * @param {World} world
 * @param {string} zone
 */
async function settleClinics(world, zone) {
  const clinics = new MongoClinicStore(world.collections);
  await clinics.onModuleInit();
  const all = Array.from({ length: CLINICS }, (_, index) => ({
    clinicId: clinicIdOf(index),
    version: 1,
    alias: `Elm Rooms ${index}`,
    zone,
    locale: 'en-GB',
    country: 'GB',
    phone: '+442079461111',
    emergencyNumber: '999',
    urgentNumber: '111',
    smsSender: `+4420794600${String(index).padStart(2, '0')}`,
    emailFrom: 'hello@elm.example',
    sendMode: 'live',
    staffContacts: { phones: [], emails: [] },
    quietHours: { from: '09:00', to: '20:00' },
    closureDays: [],
    holidayRegion: null,
    openDays: [1, 2, 3, 4, 5],
  }));
  await clinics.keep(all);
  const kept = await world.db.collection(CLINIC_RULES).countDocuments();
  if (kept !== CLINICS) throw new Error(`${kept} clinics were kept, not ${CLINICS}`);
}

/**
 * @param {number} index
 * @param {string} zone
 */
const personOf = (index, zone) => ({
  ...clientOf(index),
  version: 1,
  firstName: ['Ada', 'Maryam', 'Joanna', 'Li', 'Anne-Marie'][index % 5],
  phone: `+4477${String(index).padStart(8, '0')}`,
  email: `person.${index}@post.example`,
  locale: 'en-GB',
  zone,
  archived: false,
});

const agreed = ['sms', 'email'].flatMap((channel) =>
  ['appointment', 'survey', 'follow-up'].map((purpose) => ({ channel, purpose, granted: true })),
);
const at = new Date('2026-03-01T09:00:00Z');

/** @param {{ clinicId: string, clientRef: string }} client */
const consentOf = ({ clinicId, clientRef }) => {
  const none = { clientRef, entries: [], history: [] };
  const { consent } = withChoices(none, agreed, { at, evidence: { source: 'staff', reference: 'import' } });
  return { _id: clientRef, clinicId, version: 1, ...consent };
};
