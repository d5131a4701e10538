import { ClinicLife, UNDO_MS } from './support/clinic-life.js';
import { Stack, type ServiceName } from './support/stack.js';

jest.setTimeout(240_000);

const CLINIC = { name: 'Elm Rooms', zone: 'Europe/London', smsSender: '+447700900901' };

interface Day {
  readonly service: ServiceName;
  readonly at: string;
  readonly startsAt: string;
  readonly shown: string;
}

const DAYS: readonly Day[] = [
  { service: 'scheduling', at: '2027-03-01T09:00:00Z', startsAt: '2027-03-09T10:30:00Z', shown: 'Tue 9 Mar 10:30' },
  { service: 'notifications', at: '2027-03-02T09:00:00Z', startsAt: '2027-03-10T10:30:00Z', shown: 'Wed 10 Mar 10:30' },
  { service: 'outcomes', at: '2027-03-03T09:00:00Z', startsAt: '2027-03-11T10:30:00Z', shown: 'Thu 11 Mar 10:30' },
  { service: 'gateway', at: '2027-03-04T09:00:00Z', startsAt: '2027-03-12T10:30:00Z', shown: 'Fri 12 Mar 10:30' },
];
const AFTER_ALL_REMINDERS = new Date('2027-03-12T10:00:00Z');

describe('a service that is killed in the middle', () => {
  let stack: Stack;
  let life: ClinicLife;

  beforeAll(async () => {
    stack = await Stack.start('crashes', new Date('2027-03-01T08:00:00Z'));
    const staff = await stack.openClinic('first-code', CLINIC);
    life = await new ClinicLife(stack, staff, '+447700900103', 'lea@example.com').begin();
  });

  afterAll(() => stack.stop());

  /** The desk tries again when it got no answer. */
  const bookWhileKilling = async ({ service, startsAt }: Day): Promise<void> => {
    const [first] = await Promise.allSettled([life.book(startsAt), stack.crash(service)]);
    if (first.status === 'rejected') await life.bookIfFree(startsAt);
  };
  /** What the booking set in motion is still under way when the process dies. */
  const killAfterBooking = async ({ service, startsAt }: Day): Promise<void> => {
    await life.book(startsAt);
    await stack.crash(service);
  };

  it.each(DAYS)('$service: a booking is made, and confirmed, once', async (day) => {
    await life.at(day.at);
    await (day.service === 'gateway' ? bookWhileKilling(day) : killAfterBooking(day));
    await stack.director.step(new Date(day.at));
    await stack.director.playUntil(new Date(Date.parse(day.at) + UNDO_MS));
    const visits = (await life.visits()).filter(({ startsAt }) => Date.parse(startsAt) === Date.parse(day.startsAt));
    expect(visits).toHaveLength(1);
    const confirmations = (await life.mails()).filter(
      (mail) => mail.subject.startsWith('Your visit on') && mail.text.includes(day.shown),
    );
    expect(confirmations).toHaveLength(1);
  });

  it('everybody is reminded of each visit once, and invited to each form once', async () => {
    await stack.director.playUntil(AFTER_ALL_REMINDERS);
    const texts = await life.texts();
    const reminded = DAYS.map(({ shown }) =>
      // A form of the day goes along, and then the words are fewer.
      texts.filter(({ body }) =>
        ['reminder of your appointment on', 'visit'].some((say) => body.includes(`: ${say} ${shown}`)),
      ),
    );
    expect(reminded.map(({ length }) => length)).toEqual([1, 1, 1, 1]);
    const asked = (await life.ledger()).filter(({ family, kind }) => family === 'survey' && kind === 'invitation');
    const forms = asked.map(({ surveyId }) => surveyId);
    expect(forms.length).toBeGreaterThan(0);
    expect(forms).toEqual([...new Set(forms)]);
  });

  it('nothing happens when every event is delivered a second time', async () => {
    const seen = async (): Promise<unknown> => ({
      texts: await life.texts(),
      mails: await life.mails(),
      ledger: await life.ledger(),
      visits: await life.visits(),
      report: await life.staff.get('/api/outcomes/v1/reports/first?from=2027-03-01&to=2027-05-23'),
    });
    const before = await seen();
    expect(await stack.redeliver()).toBeGreaterThan(DAYS.length * 3);
    expect(await seen()).toEqual(before);
  });
});
