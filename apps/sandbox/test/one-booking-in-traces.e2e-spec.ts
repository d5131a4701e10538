import { SPAN_KEYS } from '@aftercare/messaging';
import { eventually } from '@aftercare/testing';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ClinicLife } from './support/clinic-life.js';
import { SpanSink } from './support/span-sink.js';
import type { SunkSpan } from './support/span-sink.js';
import { Stack } from './support/stack.js';

jest.setTimeout(180_000);

const CLINIC = { name: 'Elm Rooms', zone: 'Europe/London', smsSender: '+447700900901' };
const PHONE = '+447700900101';
const EMAIL = 'mara@example.com';
const REACTION = 'notifications.plan-appointment-reminders';

describe('a booking, followed through the traces of all services', () => {
  let sink: SpanSink;
  let stack: Stack;
  let life: ClinicLife;
  let bookingId = '';
  let requested: SunkSpan;
  let said: SunkSpan;
  let planned: SunkSpan;
  let sent: readonly SunkSpan[] = [];

  const where = (wanted: (span: SunkSpan) => boolean): readonly SunkSpan[] => sink.spans.filter(wanted);
  /** The only one; what is looked for may still be on its way. */
  const one = async (what: string, wanted: (span: SunkSpan) => boolean): Promise<SunkSpan> => {
    await eventually(() => where(wanted).length > 0, { timeoutMs: 20_000 });
    const [found, ...more] = where(wanted);
    if (found === undefined || more.length > 0) throw new Error(`${more.length + 1} spans: ${what}`);
    return found;
  };
  const under =
    (parent: SunkSpan, name: string) =>
    (span: SunkSpan): boolean =>
      span.parentId === parent.spanId && span.name === name;

  beforeAll(async () => {
    sink = await SpanSink.start();
    stack = await Stack.start('one trace', new Date('2027-03-01T08:00:00Z'), {
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
    });
    const staff = await stack.openClinic('first-code', CLINIC);
    life = await new ClinicLife(stack, staff, PHONE, EMAIL).begin();
    await life.at('2027-03-01T09:00:00Z', async () => {
      bookingId = (await life.book('2027-03-09T10:30:00Z')).id;
    });
    await stack.director.playUntil(new Date('2027-03-08T11:00:00Z'));
  });

  afterAll(() => sink.stop());
  afterAll(() => stack.stop());

  it('begins at the gateway and goes on in the service and its transaction, which says the event', async () => {
    const isBooking = ({ service, name }: SunkSpan): boolean =>
      service === 'scheduling' && name === 'POST /v1/bookings';
    requested = await one('the request', isBooking);
    const front = await one('the front door', (span) => span.spanId === requested.parentId);
    expect(front).toMatchObject({ service: 'gateway', name: 'POST /api/:service/v1/*path', parentId: undefined });
    said = await one('the transaction', under(requested, 'transaction'));
    expect(said.attributes).toMatchObject({ [SPAN_KEYS.bookingId]: bookingId, [SPAN_KEYS.events]: 1 });
    expect([front.traceId, said.traceId]).toEqual([requested.traceId, requested.traceId]);
  });

  it('is published by the relay, which links back to the transaction', async () => {
    const published = await one(
      'the publishing',
      ({ name, links }) => name === 'publish' && links.includes(said.spanId),
    );
    expect(published).toMatchObject({ service: 'scheduling', parentId: undefined });
  });

  it('is reacted to in its own trace, and by a batch that links to it', async () => {
    planned = await one('the planning', under(said, `react ${REACTION}`));
    expect(planned).toMatchObject({ service: 'notifications', traceId: requested.traceId });
    expect(planned.attributes).toMatchObject({ [SPAN_KEYS.bookingId]: bookingId });
    await one('the batch', ({ name, links }) => name === `batch ${REACTION}` && links.includes(said.spanId));
  });

  it('is reminded of a week later by slots and messages that link back to the planning', async () => {
    const isOfPlan = ({ name, links }: SunkSpan): boolean => name === 'send reminder' && links.includes(planned.spanId);
    await eventually(() => where(isOfPlan).length === 3, { timeoutMs: 20_000 });
    sent = where(isOfPlan);
    expect(sent.map(({ attributes }) => attributes[SPAN_KEYS.channel])).toEqual(['email', 'email', 'sms']);
    for (const { parentId, attributes, traceId } of sent) {
      const slot = await one('the slot', ({ spanId }) => spanId === parentId);
      expect(slot).toMatchObject({ name: 'slot', parentId: undefined });
      expect(slot.links).toContain(planned.spanId);
      expect(traceId).not.toBe(requested.traceId);
      expect(attributes).toMatchObject({ [SPAN_KEYS.bookingId]: bookingId, [SPAN_KEYS.outcome]: 'sent' });
    }
  });

  it('reaches the providers in calls that say how they ended', async () => {
    const calls = await Promise.all(
      sent.map((message) =>
        one('the call', ({ parentId, name }) => parentId === message.spanId && name.startsWith('call')),
      ),
    );
    expect(calls.map(({ attributes }) => [attributes[SPAN_KEYS.provider], attributes[SPAN_KEYS.outcome]])).toEqual([
      ['smtp', 'accepted'],
      ['smtp', 'accepted'],
      ['twilio', 'accepted'],
    ]);
  });

  it('hears the provider’s report, which links back to the planning too', async () => {
    const reminder = sent.at(-1)?.attributes[SPAN_KEYS.reminderId];
    const isReport = ({ name, links, attributes }: SunkSpan): boolean =>
      name === 'transaction' && links.includes(planned.spanId) && attributes[SPAN_KEYS.reminderId] === reminder;
    await eventually(() => where(isReport).length > 0, { timeoutMs: 20_000 });
    const told = await one('the callback', ({ spanId }) => spanId === where(isReport)[0]?.parentId);
    expect(told.name).toBe('POST /hooks/twilio/status');
  });

  it('leaves nothing in any span that is not on the closed list', () => {
    const keys = new Set(sink.spans.flatMap(({ attributes }) => Object.keys(attributes)));
    expect([...keys].filter((key) => !Object.values(SPAN_KEYS).includes(key))).toEqual([]);
    expect(sink.spans.length).toBeGreaterThan(50);
  });

  it('leaves no name, number, address, client or link of anybody in what goes to the collector', () => {
    const persons = ['Mara', PHONE.slice(1), EMAIL, life.clientRef, 'Ana Reyes', 'first-code@staff', 'swedish'];
    expect(persons.filter((text) => sink.text.includes(text))).toEqual([]);
    const links = [...sink.text.matchAll(/"http\.route","value":\{"stringValue":"([^"]*)"/gu)].map(
      ([, route]) => route,
    );
    expect(links.filter((route) => /[\w-]{20,}/u.test(route ?? ''))).toEqual([]);
  });

  it('remembers its trace in the ledger for less than eighty bytes a row', async () => {
    const rows = await stack.documents('notifications', 'reminders');
    const traces = rows.map(({ traceparent }) => traceparent);
    expect(traces.filter((trace) => trace === `00-${planned.traceId}-${planned.spanId}-01`)).toHaveLength(3);
    expect(new Set(traces.map((trace) => String(trace).length))).toEqual(new Set([55]));
  });
});

describe('a service without a collector', () => {
  it('loads nothing of the SDK', async () => {
    const program = `
      const { createRequire } = await import('node:module');
      const { startTracing } = await import('@aftercare/platform');
      const of = (name) => Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes('@opentelemetry/' + name)).length;
      const off = await startTracing('trial', {});
      const before = [of('api/') > 0, of('sdk-trace/')];
      const on = await startTracing('trial', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' });
      console.log(JSON.stringify([...before, of('sdk-trace/') > 0]));
      await Promise.all([off.stop(), on.stop()]);
    `;
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: process.cwd() });
    expect(JSON.parse(stdout)).toEqual([true, 0, true]);
  });
});
