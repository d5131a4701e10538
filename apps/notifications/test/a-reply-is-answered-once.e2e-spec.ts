import { bookingConfirmedV1, surveyPlannedV1 } from '@aftercare/contracts';
import { Activity } from '@aftercare/kernel';
import { LinkTokens } from '@aftercare/platform';
import { ReplyInbox } from '../src/replies/application/ports.js';
import { ReceiveReply } from '../src/replies/application/receive-reply.js';
import { aBooking } from './testing/bookings.js';
import { RunningNotifications } from './testing/running-notifications.js';

const NOW = '2027-03-15T12:00:00Z';
const SENDER = '+447700900001';

describe('a client with a visit', () => {
  let service: RunningNotifications;
  let clientRef = '';
  let bookingId = '';
  let phone = '';
  let number = 0;

  beforeAll(async () => {
    service = await RunningNotifications.start({ startsAt: NOW });
  }, 60_000);
  afterAll(() => service.stop(), 30_000);

  beforeEach(async () => {
    number += 1;
    [clientRef, bookingId, phone] = [`client-${number}`, `booking-${number}`, `+44770090200${number}`];
    service.owners.aClient({ clientRef, phone });
    service.owners.bookings.set(bookingId, { bookingId, clientRef, state: 'booked', sequence: 0 });
    const startsAt = '2027-03-25T10:30:00Z';
    await service.hear(
      bookingConfirmedV1,
      aBooking({ bookingId, clientRef, startsAt, endsAt: '2027-03-25T11:30:00Z', bookedAt: NOW }),
    );
    await service.step(NOW);
  }, 60_000);

  const write = async (text: string, messageId = `SM-${number}-${text}`): Promise<void> => {
    await service.app.get(ReceiveReply, { strict: false }).execute({ messageId, from: phone, to: SENDER, text });
    await service.step(NOW);
  };
  const texts = () => service.sms.sent.filter(({ to }) => to === phone).map(({ body }) => body);
  const replies = async () =>
    (await service.reminders(`&client=${clientRef}`))
      .filter(({ family }) => family === 'reply')
      .map(({ kind, state, bookingId: visit }) => `${kind} ${state}${visit === undefined ? '' : ` ${visit}`}`);
  const linkOf = (path: string, purpose: Parameters<LinkTokens['token']>[0], id: string): string => {
    const links = service.app.get(LinkTokens);
    return links.url(path, links.token(purpose, id, 0));
  };

  it('who writes only "cancel" gets the one confirmation of a STOP, which says that the visit stays', async () => {
    await write('Cancel');
    await write('HELP');
    expect(await replies()).toEqual([`stop-confirmation sent ${bookingId}`]);
    expect(texts()).toEqual([
      expect.stringContaining(
        `no more texts from us. Your visit is not cancelled. To cancel it, or to get texts again: ${linkOf('u', 'choices', clientRef)}`,
      ),
    ]);
    const page = await (await fetch(`${service.url}${new URL(linkOf('u', 'choices', clientRef)).pathname}`)).text();
    expect(page).toContain('Get texts again');
    expect(page).toContain(linkOf('b', 'booking', bookingId));
  }, 60_000);

  it('who writes what nobody understands is told so, with the link of the visit', async () => {
    await write('can I bring my dog?');
    expect(await replies()).toEqual([`unclear sent ${bookingId}`]);
    expect(texts()).toEqual([expect.stringContaining(`Change your visit: ${linkOf('b', 'booking', bookingId)}`)]);
  }, 60_000);

  it('is stopped and told so by the next process when the one that kept the STOP is killed before acting on it', async () => {
    const inbox = service.app.get(ReplyInbox, { strict: false });
    const receivedAt = new Date(NOW);
    const dies = service.app.get(Activity).begin('request');
    await inbox.keep({
      clinicId: service.clinicId,
      messageId: 'SM-killed',
      phone,
      clientRefs: [clientRef],
      intent: 'stop',
      answeredByProvider: true,
      text: 'STOP',
      receivedAt,
    });
    dies();
    await service.step(NOW);
    expect(texts()).toEqual([]);
    await service.db.collection('replies').updateOne({ messageId: 'SM-killed' }, { $set: { leasedUntilMs: 1 } });
    const { body } = await service.call('GET', '/internal/quiescence', { as: 'nobody' });
    expect(body).toMatchObject({ nextAt: receivedAt.toISOString() });
    await service.step(NOW);
    await service.step(NOW);
    expect(await replies()).toEqual(['stop-confirmation sent']);
    expect((await service.call('GET', `/v1/clients/${clientRef}/consents`)).body).toHaveProperty('stoppedAt');
    await write('STOP', 'SM-killed');
    expect(texts()).toHaveLength(1);
  }, 60_000);

  it('reads on which day the visit was that questions are about, and what comes next', async () => {
    const entries = [{ channel: 'email', purpose: 'survey', granted: true }];
    await service.call('PUT', `/v1/clients/${clientRef}/consents`, { body: { entries } });
    const surveyId = `survey-${number}`;
    service.owners.surveys.set(surveyId, { surveyId, state: 'planned', generation: 0 });
    await service.hear(surveyPlannedV1, {
      surveyId,
      clientRef,
      version: 1,
      instrument: 'post-session@1',
      generation: 0,
      bookingId,
      sessionId: `session-${number}`,
      inviteAt: '2027-03-26T11:30:00Z',
      remindAt: '2027-03-29T11:30:00Z',
      closesAt: '2027-03-31T11:30:00Z',
    });
    await service.step('2027-03-26T11:30:00Z');
    const row = (await service.reminders(`&client=${clientRef}`)).find(({ kind }) => kind === 'invitation');
    expect(row).toMatchObject({ state: 'sent', channel: 'email' });
    const why = new URL(linkOf('w', 'why', row?.reminderId ?? '')).pathname;
    const page = await (await fetch(`${service.url}${why}`)).text();
    expect(page).toContain(
      'We sent this because you had a visit on Thursday 25 March and agreed to questions by email.',
    );
    expect(page).toContain('If they are still open, we write once more on Monday 29 March.');
    expect(page).toContain('You allowed this on Monday 15 March.');
    expect(page).toContain('?from=email');
  }, 60_000);
});
