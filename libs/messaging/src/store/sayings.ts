import { createEvent, type EventHead } from '@aftercare/contracts';
import { outboxRow, type OutboxRow } from './rows.js';
import type { Saying } from '../reaction.js';

/** What the runtime adds to a saying. */
export interface Said {
  readonly saying: Saying;
  readonly head: Omit<EventHead, 'clinicId'>;
  readonly order: OutboxRow['order'];
  readonly createdAt: Date;
}

export const CLOUD_EVENT_TYPE = 'application/cloudevents+json; charset=utf-8';

const headersOf = (envelope: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> => {
  const headers: Record<string, string> = { 'content-type': CLOUD_EVENT_TYPE };
  for (const [name, value] of Object.entries(envelope)) {
    if (name !== 'data' && name !== 'datacontenttype' && typeof value === 'string') headers[`ce_${name}`] = value;
  }
  return headers;
};

/** Makes the outbox row of a saying; data that breaks its contract throws here, before anything is stored. */
export const rowOf = ({ saying, head, order, createdAt }: Said): OutboxRow => {
  const envelope = createEvent(saying.contract, saying.data, { ...head, clinicId: saying.clinicId });
  return outboxRow({
    _id: envelope.id,
    topic: saying.contract.topic,
    key: envelope.partitionkey,
    order,
    envelope: Buffer.from(JSON.stringify(envelope)),
    headers: headersOf(envelope),
    createdAt,
  });
};
