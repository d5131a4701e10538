import { isTracing, traceparentNow } from '@aftercare/messaging';
import { RecordedSpans } from '@aftercare/testing';
import { aReminder } from '../../testing/a-reminder.js';
import { inSlot, openSlotSpan, sendingRow } from './slot-spans.js';

const planned = (span: string): string => `00-${'a'.repeat(32)}-${span.repeat(16)}-01`;
const settledAs = (to: string) => () => Promise.resolve({ settlement: { to } });
const mara = aReminder({ id: 'reminder-m', clientRef: 'client-mara', traceparent: planned('b') });
const others = [aReminder({ id: 'reminder-2', traceparent: planned('c') }), aReminder({ id: 'reminder-3' })];

describe('a slot', () => {
  let spans: RecordedSpans;
  beforeEach(async () => {
    spans = await RecordedSpans.start(0);
  });
  afterEach(() => spans.stop());

  it('belongs to no trace and links to the planning of each of its rows', async () => {
    const slot = openSlotSpan([mara, ...others]);
    await inSlot(slot, async () => undefined);
    slot?.end();
    expect(spans.one('slot')).toMatchObject({ parentId: undefined, attributes: { 'aftercare.reminders': 3 } });
    expect(spans.one('slot').links).toEqual(['b'.repeat(16), 'c'.repeat(16)]);
  });

  it('shows each message with where it was planned and what came of it, and nobody’s name', async () => {
    const slot = openSlotSpan([mara]);
    await inSlot(slot, () => sendingRow(mara, 'sms', settledAs('sent')));
    slot?.end();
    const message = spans.one('send reminder');
    expect(message).toMatchObject({ parentId: spans.one('slot').spanId, links: ['b'.repeat(16)] });
    expect(message.attributes).toEqual({
      'aftercare.clinic.id': 'clinic-1',
      'aftercare.booking.id': 'booking-1',
      'aftercare.reminder.id': 'reminder-m',
      'aftercare.channel': 'sms',
      'aftercare.outcome': 'sent',
    });
  });

  it('that could not decide ends as failed', async () => {
    const slot = openSlotSpan([mara]);
    await expect(inSlot(slot, () => Promise.reject(new RangeError('client-mara')))).rejects.toThrow(RangeError);
    expect(spans.one('slot')).toMatchObject({ failed: true, attributes: { 'error.type': 'RangeError' } });
  });

  it('whose rows were planned in traces that nobody records leaves nothing', async () => {
    const slot = openSlotSpan(others.slice(1));
    await inSlot(slot, () => sendingRow(aReminder(), 'email', settledAs('sent')));
    slot?.end();
    expect(spans.all).toEqual([]);
  });
});

describe('a slot while tracing is off', () => {
  it('has no span, and its messages go out', async () => {
    expect(isTracing()).toBe(false);
    expect(openSlotSpan([mara])).toBeUndefined();
    const sent = await inSlot(undefined, () => sendingRow(mara, 'sms', settledAs(String(traceparentNow()))));
    expect(sent.settlement.to).toBe('undefined');
  });
});
