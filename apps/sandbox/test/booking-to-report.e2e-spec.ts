import { SurveyFiller } from '../src/demo/actors/survey-filler.js';
import { Dice } from '../src/demo/domain/dice.js';
import { ClinicLife } from './support/clinic-life.js';
import { Stack } from './support/stack.js';

jest.setTimeout(180_000);

const CLINIC = { name: 'Elm Rooms', zone: 'Europe/London', smsSender: '+447700900901' };

describe('from a booking to the report, over the real stack', () => {
  let stack: Stack;
  let life: ClinicLife;

  beforeAll(async () => {
    stack = await Stack.start('booking to report', new Date('2027-03-01T08:00:00Z'));
    const staff = await stack.openClinic('first-code', CLINIC);
    life = await new ClinicLife(stack, staff, '+447700900101', 'mara@example.com').begin();
  });

  afterAll(() => stack.stop());

  it('confirms a booking when it can no longer be undone, by email with a calendar file', async () => {
    await life.at('2027-03-01T09:00:00Z', () => life.book('2027-03-09T10:30:00Z'));
    expect(await life.mails()).toEqual([]);
    await life.at('2027-03-01T09:03:00Z');
    const mails = await life.mails();
    expect(mails.map((mail) => mail.subject)).toEqual(['Your visit on Tuesday 9 March']);
    expect(mails[0]?.text).toContain('Tue 9 Mar 10:30');
  });

  it('reminds three days before by email and one day before by text, which takes the baseline along', async () => {
    await stack.director.playUntil(new Date('2027-03-09T10:00:00Z'));
    const subjects = (await life.mails()).map((mail) => mail.subject);
    expect(subjects).toContain('Tuesday 9 March, 10:30');
    const texts = await life.texts();
    // The form was due on the Sunday before; on Monday there is a text about the visit.
    const reminder = texts.find((text) => text.body.includes(': visit Tue 9 Mar 10:30, '));
    expect(reminder?.createdAt).toBe('2027-03-08T10:30:00.000Z');
    expect(reminder?.body).toMatch(/ Form: \S+\/s\/[0-9A-Za-z]{22}\b/);
  });

  it('asks how the client has been, takes the answers on a phone without script, and asks no more', async () => {
    const [visit] = await life.staff
      .get<{ items: { id: string }[] }>(`/api/scheduling/v1/bookings?client=${life.clientRef}`)
      .then((page) => page.items);
    await life.at('2027-03-09T11:30:00Z', () => life.act(visit?.id ?? '', 'complete'));
    await stack.director.playUntil(new Date('2027-03-13T11:00:00Z'));
    const link = await surveyLink();
    const filler = new SurveyFiller(() => ({
      health: { headacheDays: 8, migraineDays: 5, burdenDays: 6, trend: 1, soreness: 0 },
      dice: new Dice('e2e'),
      progress: 0,
      attended: true,
    }));
    await life.at('2027-03-13T11:10:00Z', async () => {
      const record = await filler.fill(link, { clientRef: life.clientRef, at: new Date(), half: false });
      expect(record).toMatchObject({ finished: true, instrument: 'post-session@1' });
    });
    const before = (await life.texts()).length + (await life.mails()).length;
    await stack.director.playUntil(new Date('2027-03-17T12:00:00Z'));
    expect((await life.texts()).length + (await life.mails()).length).toBe(before);
  });

  it('counts it in the first report, which says what it counts', async () => {
    const report = await life.staff.get<{ flow: object; groups: readonly { by: string; suppressed?: boolean }[] }>(
      '/api/outcomes/v1/reports/first?from=2027-03-01&to=2027-05-23',
    );
    expect(JSON.stringify(report.flow)).toContain('answered');
    expect(report.groups.some((group) => group.by === 'all')).toBe(true);
  });

  it('gives every message a row with a cause, and every row not sent on time a reason', async () => {
    const rows = await life.ledger();
    expect(rows.length).toBeGreaterThanOrEqual(5);
    expect(rows.filter((row) => row.cause === '')).toEqual([]);
    const quiet = ['skipped', 'withdrawn', 'held', 'failed'];
    expect(rows.filter((row) => quiet.includes(row.state) && row.reason === undefined)).toEqual([]);
  });

  const surveyLink = async (): Promise<string> => {
    const bodies = [...(await life.texts()).map((text) => text.body), ...(await life.mails()).map((mail) => mail.text)];
    const asking = bodies.find((body) => body.includes('since your visit'));
    return /https?:\/\/\S+\/s\/[0-9A-Za-z]{22}/.exec(asking ?? '')?.[0] ?? '';
  };
});
