/**
 * The bare form: find what is due, four lanes, one `updateMany` per claim of 250, the calls, one `updateMany` and one `insertMany`
 * of provider ids per result, results overlapping with the next claim. No facts, no decision, no texts, no events, no leases.
 */
import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { Batch, CountingProvider, serve, where } from './contestant.mjs';

const { uri, prefix } = where();
const LANES = 4;
const SLOT = 250;
const LOOK = 5000;
const PAUSE_MS = 5;
const client = await mongoose.mongo.MongoClient.connect(uri, { writeConcern: { w: 'majority' } });
const db = client.db(`${prefix}_notifications`);
const rows = db.collection('reminders');
const attempts = db.collection('attempts');
const provider = new CountingProvider();
const batch = new Batch(provider);
let stopped = false;
let results = Promise.resolve();

async function work(slot) {
  const claim = { id: randomUUID(), at: new Date(), until: Date.now() + 25_000 };
  const ids = slot.map(({ _id }) => _id);
  const { modifiedCount } = await rows.updateMany(
    { _id: { $in: ids }, state: 'planned', dueAt: { $lte: claim.at } },
    { $set: { state: 'sending', claim }, $push: { history: { at: claim.at, to: 'sending' } }, $inc: { version: 1 } },
  );
  if (modifiedCount !== ids.length) throw new Error(`${modifiedCount} of ${ids.length} were claimed`);
  return async () => {
    const providerIds = await Promise.all(ids.map((id) => provider.take(id)));
    const at = new Date();
    await rows.updateMany(
      { _id: { $in: ids } },
      {
        $set: { state: 'sent', sentAt: at, channel: 'sms' },
        $unset: { claim: true },
        $push: { history: { at, to: 'sent' } },
        $inc: { version: 1 },
      },
    );
    await attempts.insertMany(
      slot.map(({ _id, clinicId }, index) => ({
        _id: `${clinicId}~${_id}~${claim.id}`,
        ...{ clinicId, reminderId: _id, channel: 'sms', at, outcome: 'accepted', providerId: providerIds[index] },
      })),
      { ordered: false },
    );
    batch.settle(ids.length);
  };
}

async function lane(slots) {
  for (const slot of slots) {
    const finish = await work(slot);
    results = Promise.all([results, finish()]).then(() => undefined);
  }
}

async function run() {
  while (!stopped) {
    const due = await rows
      .find({ state: 'planned', dueAt: { $lte: new Date() } }, { projection: { clinicId: 1, shard: 1 } })
      .sort({ dueAt: 1 })
      .limit(LOOK)
      .toArray();
    const lanes = Array.from({ length: LANES }, () => []);
    for (const row of due) lanes[row.shard % LANES].push(row);
    await Promise.all(
      lanes.map((mine) =>
        lane(Array.from({ length: Math.ceil(mine.length / SLOT) }, (_, at) => mine.slice(at * SLOT, (at + 1) * SLOT))),
      ),
    );
    if (due.length === 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

const running = run();
serve({
  batch,
  async stop() {
    stopped = true;
    await running;
    await results;
    await client.close();
  },
});
