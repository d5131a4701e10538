import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunningService } from './testing/running-service.js';

interface Report {
  readonly totals: Readonly<Record<string, number>>;
  readonly rows: readonly {
    readonly line: number;
    readonly outcome: string;
    readonly reason: string;
    readonly bookingId?: string;
  }[];
}

const event = (uid: string, start: string, more: readonly string[] = []): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `DTSTART;TZID=GMT Standard Time:${start}`,
  'DURATION:PT60M',
  'SUMMARY:Swedish',
  'ATTENDEE;CN=M',
  ' ara:mailto:mara@example.com',
  ...more,
  'END:VEVENT',
];
const calendar = (...events: readonly (readonly string[])[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');

describe('importing other calendars', () => {
  let service: RunningService;

  const run = async (
    content: string,
    options: { format?: string; dryRun?: boolean; mapping?: object } = {},
  ): Promise<Report> => {
    const answer = await service.post('/v1/imports', {
      format: options.format ?? 'ics',
      dryRun: options.dryRun ?? false,
      content,
      mapping: options.mapping ?? {},
    });
    expect([answer.status, answer.text]).toEqual([200, answer.text]);
    return answer.body;
  };
  const events = async (type: string) => (await service.said()).filter((said) => said.type.endsWith(`${type}.v1`));

  beforeAll(async () => {
    service = await RunningService.start('2027-03-01T08:00:00Z');
    await service.openClinic();
    await service.post('/v1/practitioners', { name: 'Ana' });
    await service.post('/v1/clients', { firstName: 'Mara', phone: '+447700900034', email: 'mara@example.com' });
  }, 60_000);

  afterAll(() => service.stop(), 30_000);

  const weekly = calendar(
    event('weekly', '20270301T100000', ['RRULE:FREQ=WEEKLY;COUNT=6', 'EXDATE;TZID=Europe/London:20270315T100000']),
  );

  it('shows first what it would do, then does just that, and nothing the second time', async () => {
    const dry = await run(weekly, { dryRun: true });
    expect(await events('booking.confirmed')).toHaveLength(0);
    const done = await run(weekly);
    expect(done.rows).toEqual(dry.rows);
    expect(done.totals).toMatchObject({ created: 5, refused: 0, ignored: 0 });
    const said = await events('booking.confirmed');
    expect(said.map(({ data }) => data['startsAt'])).toEqual([
      '2027-03-01T10:00:00.000Z',
      '2027-03-08T10:00:00.000Z',
      '2027-03-22T10:00:00.000Z',
      '2027-03-29T09:00:00.000Z',
      '2027-04-05T09:00:00.000Z',
    ]);
    expect(said.map(({ data }) => [data['origin'], data['first']])).toEqual([
      ['import', true],
      ...Array.from({ length: 4 }, () => ['import', false]),
    ]);
    expect((await run(weekly)).totals).toMatchObject({ same: 5, created: 0, changed: 0 });
    expect(await events('booking.confirmed')).toHaveLength(5);
  });

  it('follows a moved, a cancelled and a dropped occurrence', async () => {
    const changed = calendar(
      event('weekly', '20270301T100000', [
        'RRULE:FREQ=WEEKLY;COUNT=6',
        'SEQUENCE:1',
        'EXDATE;TZID=Europe/London:20270315T100000,20270405T100000',
      ]),
      event('weekly', '20270323T150000', ['RECURRENCE-ID;TZID=Europe/London:20270322T100000', 'SEQUENCE:1']),
      event('weekly', '20270308T100000', ['RECURRENCE-ID:20270308T100000Z', 'STATUS:CANCELLED', 'SEQUENCE:1']),
    );
    const { rows, totals } = await run(changed);
    expect(totals).toMatchObject({ changed: 3, same: 2, created: 0, refused: 0 });
    expect(rows.map(({ reason }) => reason).sort()).toEqual(['CANCELLED', 'LEFT_SERIES', 'MOVED', 'SAME', 'SAME']);
    expect((await events('booking.rescheduled')).map(({ data }) => data['startsAt'])).toEqual([
      '2027-03-23T15:00:00.000Z',
    ]);
    expect((await events('booking.cancelled')).map(({ data }) => data['origin'])).toEqual(['import', 'import']);
    expect((await run(changed)).totals).toMatchObject({ changed: 0, created: 0 });
  });

  it('keeps what had ended as history that nothing follows from', async () => {
    const before = (await service.said()).length;
    const { rows } = await run(calendar(event('old', '20270201T100000')));
    expect(rows).toMatchObject([{ outcome: 'created', reason: 'HISTORY' }]);
    expect(await service.said()).toHaveLength(before);
    expect((await service.get(`/v1/bookings/${rows[0]?.bookingId ?? ''}`)).body).toMatchObject({
      state: 'completed',
      history: true,
    });
  });

  it('leaves aside what it cannot tie to a record and refuses what does not fit', async () => {
    const file = calendar(
      event('stranger', '20270310T100000').map((line) => line.replace('mara@', 'stranger@')),
      event('facial', '20270310T120000').map((line) => line.replace('Swedish', 'Luxury facial')),
      event('late', '20270310T230000'),
      event('clash', '20270323T153000'),
      event('untrained', '20270311T100000').map((line) => line.replace('Swedish', 'trigger-point')),
    );
    const { rows } = await run(file);
    expect(rows.map(({ line, outcome, reason }) => [line, outcome, reason])).toEqual([
      [3, 'ignored', 'UNMAPPED_CLIENT'],
      [11, 'ignored', 'UNMAPPED_SERVICE'],
      [19, 'refused', 'TERMS'],
      [27, 'refused', 'SLOT_TAKEN'],
      [35, 'refused', 'TERMS'],
    ]);
  });

  it('imports nothing of a file that is broken in the middle and says the line', async () => {
    const lines = calendar(event('fine', '20270316T100000'), event('broken', '20270317T100000')).split('\r\n');
    lines[12] = 'DTSTART;TZID=Europe/London:2027-03-17 10:00';
    const answer = await service.post('/v1/imports', { format: 'ics', dryRun: false, content: lines.join('\r\n') });
    expect(answer).toMatchObject({ status: 400, body: { code: 'IMPORT_FILE_BROKEN', fields: [{ field: 'line 13' }] } });
    expect((await service.get('/v1/bookings?from=2027-03-16T00:00:00Z&to=2027-03-18T00:00:00Z')).body).toMatchObject({
      items: [],
    });
  });

  const export_ = (...rows: readonly string[]) =>
    [
      `"Start Time","End Time","Timezone","First Name","Last Name","Phone","Email","Type","Calendar","Date Rescheduled","Appointment ID"`,
      ...rows,
    ].join('\n');

  it("reads Acuity's export with its apostrophes and zones", async () => {
    const csv = export_(
      `"April 8, 2027 9:00 am","April 8, 2027 10:00 am","Europe/London","M","S","'+447700900034","","Neck Back & Shoulder Massage","Ana","","1"`,
      `"April 8, 2027 12:15 pm","April 8, 2027 1:15 pm","America/New_York","M","S","","mara@example.com","Neck Back & Shoulder Massage","Ana","2027-03-02","2"`,
      `"April 8, 2027 12:15 pm","April 8, 2027 1:15 pm","Nowhere/Land","M","S","","mara@example.com","Neck Back & Shoulder Massage","Ana","","3"`,
    );
    const mapping = { services: { 'neck back & shoulder massage': { techniques: ['swedish'], areas: ['neck'] } } };
    const { rows } = await run(csv, { format: 'csv', mapping });
    expect(rows.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'NEW'],
      [3, 'NEW'],
      [4, 'UNKNOWN_ZONE'],
    ]);
    expect((await run(csv, { format: 'csv', mapping })).totals).toMatchObject({ same: 2, refused: 1 });
    const moved = csv.replace(
      '"April 8, 2027 9:00 am","April 8, 2027 10:00 am"',
      '"April 9, 2027 9:00 am","April 9, 2027 10:00 am"',
    );
    expect((await run(moved, { format: 'csv', mapping })).totals).toMatchObject({ changed: 1, same: 1 });
  });

  it('asks for the order of day and month instead of guessing it', async () => {
    const csv = export_(
      `"03/04/2027 09:00","03/04/2027 10:00","","M","S","","mara@example.com","Swedish","Ana","","9"`,
    );
    const body = (mapping: object) => ({ format: 'csv', content: csv, mapping });
    expect((await service.post('/v1/imports', body({}))).body).toMatchObject({
      code: 'DATE_ORDER_UNKNOWN',
      fields: [{ field: 'mapping.dateOrder' }],
    });
    expect((await service.post('/v1/imports', body({ dateOrder: 'dmy' }))).body).toMatchObject({
      totals: { created: 1 },
    });
  });

  const real = join(process.cwd(), '../shared/data/bookings/acuity_appointments_export.csv');
  if (!existsSync(real)) it.skip('1 file left out: the real export is not here', () => undefined);
  else
    it('reads a real export of 303 appointments, most of them not ours', async () => {
      const mapping = { services: { 'Neck Back & Shoulder Massage': { techniques: ['swedish'] } } };
      const { rows, totals } = await run(readFileSync(real, 'utf8'), { format: 'csv', mapping, dryRun: true });
      expect(rows).toHaveLength(303);
      expect(totals).toMatchObject({ refused: 0 });
      expect(rows.filter(({ reason }) => reason === 'UNMAPPED_CLIENT').length).toBeGreaterThan(200);
    });
});
