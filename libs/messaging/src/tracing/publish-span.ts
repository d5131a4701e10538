import type { OutboxRow } from '../store/rows.js';
import { inSpan, isTracing } from './spans.js';
import { isRecorded } from './traceparent.js';

/** Outbox rows and records carry the trace of the transaction that said them here, beside CloudEvents' own `ce_traceparent`. */
export const TRACE_HEADER = 'traceparent';

/** The relay belongs to no trace: one span per request, linked to the recorded traces of what it carries. */
export const tracedPublish = (rows: readonly OutboxRow[], publish: () => Promise<void>): Promise<void> => {
  if (!isTracing()) return publish();
  const links = rows.map((row) => row.headers[TRACE_HEADER]).filter(isRecorded);
  if (links.length === 0) return publish();
  const facts = { events: rows.length, ...placeOf(rows) };
  return inSpan('publish', { kind: 'producer', parent: 'none', links, facts }, publish);
};

/** Named only where a request has but one topic; the id only where it has but one event. */
const placeOf = (rows: readonly OutboxRow[]) => {
  const [first] = rows;
  if (first === undefined || rows.some((row) => row.topic !== first.topic)) return {};
  return rows.length === 1 ? { topic: first.topic, eventId: first._id } : { topic: first.topic };
};
