/**
 * All that a span may say. Ids are random and name a record, never a person; the rest are our own words, numbers and route
 * templates. No client, no address, no text: spans leave the house (docs/tracing.md).
 */
export interface SpanFacts {
  readonly clinicId?: string;
  readonly bookingId?: string;
  readonly reminderId?: string;
  readonly eventId?: string;
  readonly eventType?: string;
  readonly topic?: string;
  readonly partition?: number;
  /** Consumer group. */
  readonly group?: string;
  /** Number of events. */
  readonly events?: number;
  /** Number of reminders. */
  readonly rows?: number;
  readonly channel?: 'sms' | 'email';
  readonly provider?: 'twilio' | 'smtp';
  /** How a call to a provider ended, or the state that a reminder went to. */
  readonly outcome?: string;
  /** HTTP method. */
  readonly method?: string;
  /** Template of the route, never the address itself. */
  readonly route?: string;
  /** HTTP status. */
  readonly status?: number;
  /** The service that is asked. */
  readonly owner?: string;
  /** Class or code of an error, never its message. */
  readonly error?: string;
}

/** What collectors see: OpenTelemetry's own names where it has one. The list is closed; a test fails for any other key. */
export const SPAN_KEYS: Readonly<Record<keyof SpanFacts, string>> = {
  clinicId: 'aftercare.clinic.id',
  bookingId: 'aftercare.booking.id',
  reminderId: 'aftercare.reminder.id',
  eventId: 'messaging.message.id',
  eventType: 'aftercare.event.type',
  topic: 'messaging.destination.name',
  partition: 'messaging.destination.partition.id',
  group: 'messaging.consumer.group.name',
  events: 'messaging.batch.message_count',
  rows: 'aftercare.reminders',
  channel: 'aftercare.channel',
  provider: 'aftercare.provider',
  outcome: 'aftercare.outcome',
  method: 'http.request.method',
  route: 'http.route',
  status: 'http.response.status_code',
  owner: 'aftercare.owner',
  error: 'error.type',
};

/** By name, so that what a caller smuggles in beside the facts goes nowhere. */
export const attributesOf = (facts: SpanFacts): Record<string, string | number> => {
  const attributes: Record<string, string | number> = {};
  for (const fact of Object.keys(SPAN_KEYS) as (keyof SpanFacts)[]) {
    const value = facts[fact];
    if (value !== undefined) attributes[SPAN_KEYS[fact]] = value;
  }
  return attributes;
};

/** The ids in an event's data that a span may name. */
export const idsIn = (data: unknown): Pick<SpanFacts, 'bookingId' | 'reminderId'> => {
  if (typeof data !== 'object' || data === null) return {};
  const { bookingId, reminderId } = data as { readonly bookingId?: unknown; readonly reminderId?: unknown };
  return {
    ...(typeof bookingId === 'string' ? { bookingId } : {}),
    ...(typeof reminderId === 'string' ? { reminderId } : {}),
  };
};
