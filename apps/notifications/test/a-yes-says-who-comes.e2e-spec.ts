import { bookingConfirmedV1 } from '@aftercare/contracts';
import { LinkTokens } from '@aftercare/platform';
import { ReceiveReply } from '../src/replies/application/receive-reply.js';
import { aBooking } from './testing/bookings.js';
import { RunningNotifications } from './testing/running-notifications.js';

const NOW = '2027-03-15T12:00:00Z';
const DAY_BEFORE = '2027-03-24T10:30:00Z';
const SENDER = '+447700900001';
const phone = '+447700902001';
const [clientRef, bookingId] = ['client-1', 'booking-1'];

interface Listed {
  readonly items: readonly { readonly id: string; readonly text: string; readonly intent: string }[];
}

describe('a client who was reminded by text of a visit tomorrow', () => {
  let service: RunningNotifications;
  beforeAll(async () => {
    service = await RunningNotifications.start({ startsAt: NOW });
    service.owners.aClient({ clientRef, phone, email: null });
    service.owners.bookings.set(bookingId, { bookingId, clientRef, state: 'booked', sequence: 0 });
    const times = { startsAt: '2027-03-25T10:30:00Z', endsAt: '2027-03-25T11:30:00Z', bookedAt: NOW };
    await service.hear(bookingConfirmedV1, aBooking({ bookingId, clientRef, ...times }));
    for (const at of [NOW, '2027-03-22T10:30:00Z', DAY_BEFORE]) await service.step(at);
  }, 60_000);
  afterAll(() => service.stop(), 30_000);

  const write = async (text: string): Promise<void> => {
    const messageId = `SM-${text}`;
    await service.app.get(ReceiveReply, { strict: false }).execute({ messageId, from: phone, to: SENDER, text });
    await service.step(DAY_BEFORE);
  };
  const texts = (): readonly string[] => service.sms.sent.map(({ body }) => body);
  /** What was said to the owner of bookings, from the outbox. */
  const said = async (): Promise<readonly unknown[]> => {
    const rows = await service.db
      .collection('outbox')
      .find({ topic: /replies/u })
      .sort({ 'order.version': 1 })
      .toArray();
    return rows.map((row) => {
      const { data } = JSON.parse((row['envelope'] as { readonly buffer: Buffer }).buffer.toString()) as {
        data: unknown;
      };
      return data;
    });
  };
  const waiting = async (): Promise<Listed['items']> =>
    ((await service.call('GET', '/v1/replies')).body as Listed).items;

  it('is thanked once for a YES, and the owner of bookings is told once', async () => {
    expect(texts().at(-1)).toContain('reminder of your appointment on Thu 25 Mar 10:30');
    await write('Yes!');
    await write('yes');
    expect(texts().at(-1)).toContain('thank you, confirmed for Thu 25 Mar 10:30. Change or cancel: ');
    expect(texts().filter((text) => text.includes('thank you'))).toHaveLength(1);
    expect(await said()).toEqual([{ bookingId, sequence: 0, intent: 'yes', at: expect.any(String) as string }]);
    expect(await waiting()).toEqual([]);
  }, 60_000);

  it('takes it back with a NO, gets the link of the visit, and is on the list of the desk until somebody is done', async () => {
    await write('No');
    await write('no.');
    const links = service.app.get(LinkTokens);
    const link = links.url('b', links.token('booking', bookingId, 0));
    expect(texts().at(-1)).toContain(`your visit stays as it is. To change or cancel it: ${link}`);
    expect(texts().filter((text) => text.includes('stays as it is'))).toHaveLength(1);
    expect(await said()).toMatchObject([{ intent: 'yes' }, { intent: 'no' }]);
    // Both came at one instant, so their order is that of their ids.
    const [first, second] = (await waiting()).toSorted((one, other) => one.text.localeCompare(other.text, 'en'));
    expect([first?.text, second?.text].toSorted()).toEqual(['No', 'no.']);
    const done = await service.call('POST', `/v1/replies/${first?.id}/done`);
    expect(done).toMatchObject({ status: 200, body: { done: { by: 'account-1' }, waits: false } });
    expect((await waiting()).map(({ text }) => text)).toEqual([second?.text]);
    const foreign = await service.call('POST', `/v1/replies/${second?.id}/done`, { clinicId: 'another' });
    expect(foreign.status).toBe(404);
  }, 60_000);

  it('cannot have a NO undone: there is nothing that follows from it', async () => {
    const [reply] = await waiting();
    expect((await service.call('POST', `/v1/replies/${reply?.id}/undo`)).body).toMatchObject({
      status: 409,
      code: 'NOTHING_TO_UNDO',
    });
  }, 60_000);
});
