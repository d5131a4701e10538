/** Nest as its documentation shows it: `@EventPattern`, mongoose models, a transaction per event. */
import 'reflect-metadata';
import { bookingConfirmedV1, reminderSentV1 } from '@aftercare/contracts';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Transport } from '@nestjs/microservices';
import mongoose from 'mongoose';
import { randomUUID } from 'node:crypto';
import { LEDGER_ROWS, ledgerRow, outcomeData, Stopwatch } from './load.mjs';

const { uri, brokers, database, topicPrefix, count } = JSON.parse(process.argv[2] ?? '{}');
const connection = await mongoose.createConnection(uri, { dbName: database }).asPromise();
const text = { type: String, required: true };
const Inbox = connection.model('Inbox', new mongoose.Schema({ _id: text, handledAt: Date }), 'inbox');
const Outbox = connection.model(
  'Outbox',
  new mongoose.Schema({ _id: text, topic: text, key: text, envelope: text, createdAt: Date, publishedAt: Date }),
  'outbox',
);
const history = [{ at: Date, to: String }];
const Reminder = connection.model(
  'Reminder',
  new mongoose.Schema({
    _id: text,
    clinicId: text,
    bookingId: text,
    family: String,
    kind: { type: String },
    state: String,
    dueAt: Date,
    zone: String,
    history,
  }),
  'reminders',
);
await Promise.all([Inbox.createCollection(), Outbox.createCollection(), Reminder.createCollection()]);
const watch = new Stopwatch(count);
let done = 0;

class Bookings {
  async plan(event) {
    await connection.transaction(async (session) => {
      await Inbox.create([{ _id: `stock|${event.source}|${event.id}`, handledAt: new Date() }], { session });
      await Reminder.create(
        LEDGER_ROWS.map((row) => ledgerRow(event.data.bookingId, event.clinicid, row)),
        { session, ordered: true },
      );
      const envelope = JSON.stringify({
        ...event,
        id: randomUUID(),
        type: reminderSentV1.type,
        data: outcomeData(event.data.bookingId),
      });
      await Outbox.create(
        [
          {
            _id: randomUUID(),
            topic: reminderSentV1.topic,
            key: event.data.bookingId,
            envelope,
            createdAt: new Date(),
          },
        ],
        { session },
      );
    });
    done += 1;
    watch.reached(done);
  }
}
Controller()(Bookings);
const descriptor = Object.getOwnPropertyDescriptor(Bookings.prototype, 'plan');
EventPattern(topicPrefix + bookingConfirmedV1.topic)(Bookings.prototype, 'plan', descriptor);
class AppModule {}
Module({ controllers: [Bookings] })(AppModule);

const app = await NestFactory.createMicroservice(AppModule, {
  logger: false,
  transport: Transport.KAFKA,
  options: {
    client: { brokers: brokers.split(','), logLevel: 0 },
    consumer: { groupId: `${topicPrefix}stock` },
    subscribe: { fromBeginning: true },
  },
});
await app.listen();
