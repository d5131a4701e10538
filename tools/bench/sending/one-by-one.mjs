/** The plain form: four loops that each claim one row, call, and store its result, one after another. */
import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { Batch, CountingProvider, serve, where } from './contestant.mjs';

const { uri, prefix } = where();
const LOOPS = 4;
const PAUSE_MS = 5;
const client = await mongoose.mongo.MongoClient.connect(uri, { writeConcern: { w: 'majority' } });
const db = client.db(`${prefix}_notifications`);
const rows = db.collection('reminders');
const attempts = db.collection('attempts');
const provider = new CountingProvider();
const batch = new Batch(provider);
let stopped = false;

async function one() {
  const claim = { id: randomUUID(), at: new Date(), until: Date.now() + 25_000 };
  const row = await rows.findOneAndUpdate(
    { state: 'planned', dueAt: { $lte: claim.at } },
    { $set: { state: 'sending', claim }, $push: { history: { at: claim.at, to: 'sending' } }, $inc: { version: 1 } },
    { sort: { dueAt: 1 }, returnDocument: 'after' },
  );
  if (row === null) return false;
  const { _id, clinicId } = row;
  const providerId = await provider.take(_id);
  const at = new Date();
  const sent = {
    $set: { state: 'sent', sentAt: at, channel: 'sms' },
    $unset: { claim: true },
    $push: { history: { at, to: 'sent' } },
    $inc: { version: 1 },
  };
  await rows.updateOne({ _id }, sent);
  await attempts.insertOne({
    _id: `${clinicId}~${_id}~${claim.id}`,
    ...{ clinicId, reminderId: _id, channel: 'sms', at, outcome: 'accepted', providerId },
  });
  batch.settle(1);
  return true;
}

async function loop() {
  while (!stopped) if (!(await one())) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

const running = Promise.all(Array.from({ length: LOOPS }, loop));
serve({
  batch,
  async stop() {
    stopped = true;
    await running;
    await client.close();
  },
});
