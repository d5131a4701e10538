import type { Item, ParsedEvent } from '../runtime/record.js';
import { idsIn } from './span-facts.js';
import { inSpan, isTracing, openSpan, type OpenSpan } from './spans.js';
import { isRecorded } from './traceparent.js';

/** An event of a recorded trace. */
type Recorded = ParsedEvent & { traceparent: string };

const isOfRecordedTrace = (event: ParsedEvent): event is Recorded => isRecorded(event.traceparent);

const recordedIn = (items: readonly Item[]): readonly Recorded[] =>
  items.flatMap((item) => (item.kind === 'event' && isOfRecordedTrace(item.event) ? [item.event] : []));

interface Handling {
  readonly event: Recorded;
  readonly saidIn: string;
  readonly span: OpenSpan | undefined;
}

const begin = (group: string, batch: OpenSpan | undefined, event: Recorded): Handling => {
  const { clinicid: clinicId, id: eventId, type: eventType, traceparent: saidIn } = event;
  const span = openSpan(`react ${group}`, {
    kind: 'consumer',
    parent: saidIn,
    links: [batch?.traceparent],
    facts: { group, clinicId, eventId, eventType, ...idsIn(event.data) },
  });
  if (span !== undefined) event.traceparent = span.traceparent;
  return { event, saidIn, span };
};

/**
 * One span for an attempt at a batch, linked to the traces of its events, and one per event in the trace that said it.
 * Until the attempt ends each event carries the name of its own span, so that what is decided and said about it follows from it.
 */
export const tracedBatch = async (
  group: string,
  items: readonly Item[],
  attempt: () => Promise<void>,
): Promise<void> => {
  const events = isTracing() ? recordedIn(items) : [];
  const [first] = items;
  if (events.length === 0 || first === undefined) return attempt();
  const { topic, partition } = first.record;
  const links = events.map((event) => event.traceparent);
  const facts = { group, topic, partition, events: items.length };
  await inSpan(`batch ${group}`, { kind: 'consumer', parent: 'none', links, facts }, async (batch) => {
    const handlings = events.map((event) => begin(group, batch, event));
    try {
      await attempt();
    } catch (error) {
      // It is tried again, or parked: in either case it was said where it was said.
      for (const { event, saidIn, span } of handlings) {
        event.traceparent = saidIn;
        span?.fail(error);
      }
      throw error;
    } finally {
      for (const { span } of handlings) span?.end();
    }
  });
};
