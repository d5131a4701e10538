import { ClinicLife } from './support/clinic-life.js';
import { Stack, type ServiceName } from './support/stack.js';

jest.setTimeout(240_000);

const CLINIC = { name: 'Elm Rooms', zone: 'Europe/London', smsSender: '+447700900901' };

describe('a service that is killed in the middle', () => {
  let stack: Stack;
  let life: ClinicLife;

  beforeAll(async () => {
    stack = await Stack.start('crashes', new Date('2027-03-01T08:00:00Z'));
    const staff = await stack.openClinic('first-code', CLINIC);
    life = await new ClinicLife(stack, staff, '+447700900103', 'lea@example.com').begin();
  });

  afterAll(() => stack.stop());

  const days: readonly (readonly [ServiceName, string, string, string])[] = [
    ['scheduling', '2027-03-01T09:00:00Z', '2027-03-09T10:30:00Z', 'Tue 9 Mar 10:30'],
    ['notifications', '2027-03-02T09:00:00Z', '2027-03-10T10:30:00Z', 'Wed 10 Mar 10:30'],
    ['outcomes', '2027-03-03T09:00:00Z', '2027-03-11T10:30:00Z', 'Thu 11 Mar 10:30'],
    ['gateway', '2027-03-04T09:00:00Z', '2027-03-12T10:30:00Z', 'Fri 12 Mar 10:30'],
  ];

  it.each(days)('%s: every booking is still confirmed and reminded of once', async (service, at, startsAt, shown) => {
    await life.at(at, () => life.book(startsAt));
    await stack.crash(service);
    const dayBefore = new Date(Date.parse(startsAt) - 24 * 3_600_000);
    // Later days of this file are still to come, so time stops right after the reminder of the first.
    if (service === 'gateway') {
      await stack.director.playUntil(new Date('2027-03-12T10:00:00Z'));
      for (const [, , , text] of days) {
        const reminders = (await life.texts()).filter((one) =>
          one.body.includes(`reminder of your appointment on ${text}`),
        );
        expect([text, reminders.length]).toEqual([text, 1]);
      }
    }
    const confirmations = (await life.mails()).filter(
      (mail) => mail.subject.startsWith('Your visit on') && mail.text.includes(shown),
    );
    expect(confirmations).toHaveLength(1);
    expect(dayBefore.getTime()).toBeGreaterThan(Date.parse(at));
  });
});
