/**
 * The bare loop with the work that the product's promises ask for, and nothing else: after the claim each person's address is read and
 * opened, consent, STOP, messages of the last day and what else waits are read, scheduling is asked, the text is written with its links;
 * row, attempt and event are stored in one transaction, and a relay publishes the event. It trusts what it reads: no decision is taken
 * from it, no lease is held, nothing is retried, no clinic has rules or words of its own.
 */
import { createHash, randomUUID } from 'node:crypto';
import { reminderSentV1 } from '@aftercare/contracts';
import { linkToken } from '@aftercare/kernel';
import mongoose from 'mongoose';
import { createMessagingIndexes } from '../../../../libs/messaging/dist/mongo/mongo-indexes.js';
import { shardOf } from '../../../../libs/messaging/dist/store/rows.js';
import { PUBLIC_URL, SECRET } from '../../ledger/world.mjs';
import { Batch, CountingProvider, serve, where } from '../contestant.mjs';
import { readerOf, WHOLE } from './facts.mjs';
import { openRelay } from './relay.mjs';

const LANES = 4;
const LOOK = 5000;
const PAUSE_MS = 5;
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' });

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

const linkOf = (path, purpose, id) => `${PUBLIC_URL}/${path}/${linkToken(SECRET, { purpose, id, generation: 0 })}`;

const textOf = ({ _id, subject: { startsAt, bookingId } }, { firstName }) =>
  `Hello ${firstName}, we look forward to seeing you ${dates.format(startsAt)}. To change it: ${linkOf('b', 'booking', bookingId)} Why this note: ${linkOf('w', 'why', _id)} Reply STOP to end these notes.`;

const eventOf = ({ _id, clinicId, clientRef, family, kind, subject, version }, at) => {
  const id = randomUUID();
  const time = at.toISOString();
  const { type, topic } = reminderSentV1;
  const data = { reminderId: _id, clientRef, family, kind, channel: 'sms', bookingId: subject.bookingId, at: time };
  const head = { specversion: '1.0', id, source: '/aftercare/notifications', type, time };
  const about = { datacontenttype: 'application/json', clinicid: clinicId, partitionkey: _id, correlationid: id };
  return {
    ...{ _id: id, shard: shardOf(_id), topic, key: _id, order: { version: version + 1, index: 0 } },
    envelope: Buffer.from(JSON.stringify({ ...head, ...about, data })),
    headers: { 'content-type': 'application/cloudevents+json', ce_id: id, ce_type: type, ce_time: time },
    ...{ createdAt: at, publishedAt: null, abandonedAt: null },
  };
};

class SameWork {
  stopped = false;
  results = Promise.resolve();
  batch = new Batch(new CountingProvider());

  /**
   * @param {import('mongodb').MongoClient} client
   * @param {import('mongodb').Db} db
   * @param {{ slotRows: number, facts: ReturnType<typeof readerOf> }} how
   */
  constructor(client, db, { slotRows, facts }) {
    this.client = client;
    this.rows = db.collection('reminders');
    this.attempts = db.collection('attempts');
    this.outbox = db.collection('outbox');
    this.slotRows = slotRows;
    this.facts = facts;
  }

  async run() {
    while (!this.stopped) {
      const due = await this.rows
        .find(
          { state: 'planned', dueAt: { $lte: new Date() } },
          { projection: { clinicId: 1, shard: 1 }, batchSize: LOOK },
        )
        .sort({ dueAt: 1 })
        .limit(LOOK)
        .toArray();
      const lanes = Array.from({ length: LANES }, () => []);
      for (const row of due) lanes[row.shard % LANES].push(row);
      await Promise.all(lanes.map((mine) => this.lane(mine)));
      if (due.length === 0) await pause();
    }
  }

  async lane(mine) {
    for (let from = 0; from < mine.length; from += this.slotRows) {
      const finish = await this.claim(mine.slice(from, from + this.slotRows));
      // Results overlap with the next claim, except in the form that does one thing after another.
      if (this.slotRows === 1) await finish();
      else this.results = Promise.all([this.results, finish()]).then(() => undefined);
    }
  }

  async claim(due) {
    const claim = { id: randomUUID(), at: new Date(), until: Date.now() + 25_000 };
    const ids = due.map(({ _id }) => _id);
    await this.rows.updateMany(
      { _id: { $in: ids }, state: 'planned', dueAt: { $lte: claim.at } },
      { $set: { state: 'sending', claim }, $push: { history: { at: claim.at, to: 'sending' } }, $inc: { version: 1 } },
    );
    const slot = await this.rows.find({ _id: { $in: ids }, 'claim.id': claim.id }, WHOLE).toArray();
    const people = await this.facts(slot, claim.at);
    return async () => {
      const sent = slot.map(async (row) => {
        const body = textOf(row, people.get(row.clientRef));
        const bodyHash = createHash('sha256').update(body).digest('hex');
        return { bodyHash, providerId: await this.batch.provider.take(row._id) };
      });
      await this.store(slot, claim, await Promise.all(sent));
    };
  }

  async store(slot, claim, sent) {
    const at = new Date();
    const ids = slot.map(({ _id }) => _id);
    const calls = slot.map(({ _id, clinicId }, index) => ({
      _id: `${clinicId}~${_id}~${claim.id}`,
      ...{ clinicId, reminderId: _id, channel: 'sms', at, outcome: 'accepted', ...sent[index] },
    }));
    const events = slot.map((row) => eventOf(row, at));
    const ended = {
      ...{ $set: { state: 'sent', sentAt: at, channel: 'sms' }, $unset: { claim: true } },
      ...{ $push: { history: { at, to: 'sent' } }, $inc: { version: 1 } },
    };
    const claimed = { _id: { $in: ids }, 'claim.id': claim.id, state: 'sending' };
    await this.client.withSession((session) =>
      session.withTransaction(async () => {
        const { modifiedCount } = await this.rows.updateMany(claimed, ended, { session });
        if (modifiedCount !== ids.length) throw new Error(`${modifiedCount} of ${ids.length} were still claimed`);
        await this.attempts.insertMany(calls, { ordered: false, session });
        await this.outbox.insertMany(events, { ordered: false, session });
      }),
    );
    this.batch.settle(ids.length);
  }
}

/** @param {number} slotRows rows that share a claim, its reads and its transaction */
export async function sameWork(slotRows) {
  const { uri, prefix, brokers, ownersUrl } = where();
  const client = await mongoose.mongo.MongoClient.connect(uri, { writeConcern: { w: 'majority' } });
  const db = client.db(`${prefix}_notifications`);
  const loop = new SameWork(client, db, { slotRows, facts: readerOf(client, prefix, ownersUrl) });
  await createMessagingIndexes(db);
  const relay = await openRelay({ db, brokers, topic: `${prefix}.${reminderSentV1.topic}`, pause });
  const running = loop.run();
  serve({
    batch: loop.batch,
    async stop() {
      loop.stopped = true;
      await running;
      await loop.results;
      await relay.close();
      await client.close();
    },
  });
}
