import { ClinicLife } from './support/clinic-life.js';
import { Stack } from './support/stack.js';

jest.setTimeout(180_000);

const CLINIC = { name: 'Elm Rooms', zone: 'Europe/London', smsSender: '+447700900901' };

describe('nobody gets a message they should not get', () => {
  let stack: Stack;
  let life: ClinicLife;

  beforeAll(async () => {
    stack = await Stack.start('nobody wrongly', new Date('2027-03-01T08:00:00Z'));
    const staff = await stack.openClinic('first-code', CLINIC);
    life = await new ClinicLife(stack, staff, '+447700900102', 'jon@example.com').begin();
  });

  afterAll(() => stack.stop());

  it('reminds of the new time only, after a move', async () => {
    let visit = { id: '' };
    await life.at('2027-03-01T09:00:00Z', async () => {
      visit = await life.book('2027-03-09T10:30:00Z');
    });
    await life.at('2027-03-05T10:00:00Z', () => life.act(visit.id, 'move', { startsAt: '2027-03-11T14:00:00Z' }));
    await stack.director.playUntil(new Date('2027-03-11T13:00:00Z'));
    const texts = (await life.texts()).filter((text) => text.body.includes('reminder of your appointment'));
    expect(texts.map((text) => [text.createdAt, text.body.includes('Thu 11 Mar 14:00')])).toEqual([
      ['2027-03-10T14:00:00.000Z', true],
    ]);
    const rows = await life.ledger();
    expect(rows.filter((row) => row.reason === 'BOOKING_MOVED').map((row) => row.state)).toEqual([
      'withdrawn',
      'withdrawn',
    ]);
  });

  it('sends one cancellation and nothing else, when a cancel and a reminder fall on the same instant', async () => {
    let visit = { id: '' };
    await life.at('2027-03-15T09:00:00Z', async () => {
      visit = await life.book('2027-03-23T10:30:00Z');
    });
    await life.at('2027-03-22T10:30:00Z', () => life.act(visit.id, 'cancel'));
    await stack.director.playUntil(new Date('2027-03-24T12:00:00Z'));
    const texts = (await life.texts()).filter((text) => text.body.includes('Tue 23 Mar'));
    expect(texts.filter((text) => text.body.includes('reminder'))).toEqual([]);
    const mails = (await life.mails()).filter((mail) => mail.subject === 'Your visit is cancelled');
    expect(texts.length + mails.length).toBeGreaterThanOrEqual(1);
    expect(mails.length).toBeLessThanOrEqual(1);
  });

  it('ends all texts at STOP with one confirmation, and goes on by email', async () => {
    await life.at('2027-03-25T10:00:00Z', () =>
      stack.world.reply({ from: life.phone, to: CLINIC.smsSender, body: 'Stop please.' }),
    );
    const confirmations = (await life.texts()).filter((text) => text.body.includes('no more texts'));
    expect(confirmations).toHaveLength(1);
    const before = (await life.texts()).length;
    await life.at('2027-03-25T11:00:00Z', () => life.book('2027-04-06T10:30:00Z'));
    await stack.director.playUntil(new Date('2027-04-06T10:00:00Z'));
    expect((await life.texts()).length).toBe(before);
    expect((await life.mails()).map((mail) => mail.subject)).toContain('Your visit on Tuesday 6 April');
    // The clocks have changed: 10:30 UTC is 11:30 in London.
    expect((await life.mails()).map((mail) => mail.subject)).toContain('Tuesday 6 April, 11:30');
  });

  it('lets texts begin again with START', async () => {
    await life.at('2027-04-07T10:00:00Z', () =>
      stack.world.reply({ from: life.phone, to: CLINIC.smsSender, body: 'START' }),
    );
    await life.at('2027-04-07T11:00:00Z', () => life.book('2027-04-20T10:30:00Z'));
    await stack.director.playUntil(new Date('2027-04-20T10:00:00Z'));
    const texts = (await life.texts()).filter((text) => text.body.includes('Tue 20 Apr'));
    expect(texts.some((text) => text.body.includes('reminder'))).toBe(true);
  });
});
