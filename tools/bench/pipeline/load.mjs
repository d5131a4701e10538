/** The work that every contestant does alike: a booking's event -> an inbox record, three ledger rows, one outbox record. */
import { bookingConfirmedV1, createEvent, TOPIC_PARTITIONS } from '@aftercare/contracts';
import kafkajs from 'kafkajs';
import mongoose from 'mongoose';

export const LEDGER_ROWS = [0, 1, 2];
export const BATCH = 500;

/** @param {number} index */
export const bookingEvent = (index) =>
  createEvent(
    bookingConfirmedV1,
    {
      bookingId: `booking-${index}`,
      clientRef: `client-${index % 997}`,
      sequence: 1,
      startsAt: '2027-03-08T10:00:00Z',
      endsAt: '2027-03-08T11:00:00Z',
      timeZone: 'Europe/London',
      bookedAt: '2027-03-01T10:00:00Z',
      origin: 'desk',
      first: true,
    },
    {
      id: `event-${index}`,
      source: '/aftercare/scheduling',
      time: new Date('2027-03-01T10:00:00Z'),
      clinicId: `clinic-${index % 3}`,
      correlationId: `c-${index}`,
    },
  );

/**
 * @param {string} bookingId
 * @param {string} clinicId
 * @param {number} row
 */
export const ledgerRow = (bookingId, clinicId, row) => ({
  _id: `${bookingId}-${row}`,
  clinicId,
  bookingId,
  family: 'appointment',
  kind: ['confirmation', '72h', '24h'][row],
  state: 'planned',
  dueAt: new Date(Date.UTC(2027, 2, 5 + row, 10)),
  zone: 'Europe/London',
  history: [{ at: new Date('2027-03-01T10:00:00Z'), to: 'planned' }],
});

/** What the outbox record says: same contract, same size for all. */
export const outcomeData = (/** @type {string} */ bookingId) => ({
  reminderId: `${bookingId}-0`,
  clientRef: 'client-1',
  family: 'appointment',
  kind: 'confirmation',
  channel: 'sms',
  bookingId,
  at: '2027-03-01T10:00:00Z',
});

/** @param {string} brokers */
export const kafkaOf = (brokers) =>
  new kafkajs.Kafka({ brokers: brokers.split(','), logLevel: kafkajs.logLevel.NOTHING });

/**
 * @param {import('kafkajs').Kafka} kafka
 * @param {string} topic
 * @param {number} count
 */
export async function fill(kafka, topic, count) {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: TOPIC_PARTITIONS }], waitForLeaders: true });
  await admin.disconnect();
  const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await producer.connect();
  for (let from = 0; from < count; from += 1000) {
    const messages = Array.from({ length: Math.min(1000, count - from) }, (_, offset) => {
      const envelope = bookingEvent(from + offset);
      return {
        key: envelope.partitionkey,
        partition: (from + offset) % TOPIC_PARTITIONS,
        value: JSON.stringify(envelope),
      };
    });
    await producer.send({ topic, messages });
  }
  await producer.disconnect();
}

/**
 * Every event exactly once, all that belongs to it there.
 * @param {string} uri
 * @param {string} database
 * @param {number} count
 */
export async function checkExact(uri, database, count) {
  const client = await mongoose.mongo.MongoClient.connect(uri);
  try {
    const db = client.db(database);
    const counts = await Promise.all(
      ['inbox', 'reminders', 'outbox'].map((name) => db.collection(name).countDocuments()),
    );
    const wanted = [count, count * LEDGER_ROWS.length, count];
    const bookings = await db.collection('reminders').distinct('bookingId');
    if (counts.join() !== wanted.join() || bookings.length !== count)
      throw new Error(`${database}: inbox, reminders, outbox are ${counts.join()}, not ${wanted.join()}`);
    await db.dropDatabase();
  } finally {
    await client.close();
  }
}

/** Starts when the first quarter is durable (code is warm then), stops at the last event, and tells the parent. */
export class Stopwatch {
  /** @type {{ at: number, cpu: NodeJS.CpuUsage, done: number } | undefined} */
  started;

  /** @param {number} count how many events there are */
  constructor(count) {
    this.count = count;
  }

  /** @param {number} done how many events are durable by now */
  reached(done) {
    if (!this.started) {
      if (done >= this.count / 4) this.started = { at: performance.now(), cpu: process.cpuUsage(), done };
      return;
    }
    if (done < this.count) return;
    const { user, system } = process.cpuUsage(this.started.cpu);
    process.send?.({
      events: this.count - this.started.done,
      seconds: (performance.now() - this.started.at) / 1000,
      cpuSeconds: (user + system) / 1e6,
      peakRssMb: process.resourceUsage().maxRSS / 1024,
    });
  }
}
