import { createEvent, type Envelope, type EventHead } from '@aftercare/contracts';
import { TRACE_HEADER } from '../tracing/publish-span.js';
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

/** Written out: this runs once per event. */
const headersOf = (envelope: Envelope): Readonly<Record<string, string>> => {
  const headers: Record<string, string> = {
    'content-type': CLOUD_EVENT_TYPE,
    ce_specversion: envelope.specversion,
    ce_id: envelope.id,
    ce_source: envelope.source,
    ce_type: envelope.type,
    ce_time: envelope.time,
    ce_clinicid: envelope.clinicid,
    ce_partitionkey: envelope.partitionkey,
    ce_correlationid: envelope.correlationid,
  };
  if (envelope.causationid !== undefined) headers['ce_causationid'] = envelope.causationid;
  if (envelope.traceparent !== undefined) {
    headers['ce_traceparent'] = envelope.traceparent;
    headers[TRACE_HEADER] = envelope.traceparent;
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
