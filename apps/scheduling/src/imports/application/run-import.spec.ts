import { ics, CLINIC, ImportWorld, visitAt, visitEvent } from '../testing/import-world.js';

const weekly = (count: number, ...more: readonly string[]) =>
  visitAt('a', '20270308T100000', `RRULE:FREQ=WEEKLY;COUNT=${count}`, ...more);
const off = (...more: readonly string[]) => [
  'BEGIN:VEVENT',
  'UID:a',
  'STATUS:CANCELLED',
  'SEQUENCE:1',
  ...more,
  'END:VEVENT',
];

let world: ImportWorld;
beforeEach(() => {
  world = new ImportWorld();
});

describe('a visit that a file calls off', () => {
  it.each([
    ['without an end', ['DTSTART:20270308T100000']],
    ['without times', []],
    ['under a name that nobody knows', ['DTSTART:20270308T100000', 'DURATION:PT1H', 'SUMMARY:Canceled: Visit']],
    ['in a zone that nobody knows', ['DTSTART;TZID=Our Zone:20270308T100000', 'DURATION:PT1H']],
  ])('is given up, also %s, and once', async (_how, lines) => {
    await world.run(ics(...visitAt('a', '20270308T100000')));
    expect(await world.rows(ics(...off(...lines)))).toEqual(['changed CANCELLED 2027-03-08T10:00']);
    expect(await world.held()).toEqual([]);
    expect(await world.rows(ics(...off(...lines)))).toEqual(['same SAME 2027-03-08T10:00']);
    expect(world.runs.count).toBe(2);
  });

  it('is given up with all its series, and nothing else', async () => {
    await world.run(ics(...weekly(3), ...visitAt('b', '20270308T120000')));
    expect(await world.rows(ics('METHOD:CANCEL', ...off()))).toHaveLength(3);
    expect(await world.held()).toEqual(['2027-03-08T12:00']);
  });

  it('is known by its occurrence where it has no start, or no time', async () => {
    await world.run(ics(...weekly(3)));
    await world.run(ics(...off('RECURRENCE-ID:20270308T100000')));
    await world.run(ics(...off('RECURRENCE-ID;VALUE=DATE:20270322')));
    expect(await world.held()).toEqual(['2027-03-15T10:00']);
  });

  it('is given up from one occurrence on', async () => {
    await world.run(ics(...weekly(3)));
    await world.run(ics(...off('RECURRENCE-ID;RANGE=THISANDFUTURE:20270315T100000')));
    expect(await world.held()).toEqual(['2027-03-08T10:00']);
  });

  it('is nothing here that was never held, and no newer word of an older file', async () => {
    expect(await world.rows(ics(...off('DTSTART:20270308T100000')))).toEqual(['ignored CANCELLED 2027-03-08T10:00']);
    await world.run(ics(...visitAt('a', '20270308T100000', 'SEQUENCE:2')));
    expect(await world.rows(ics(...off()))).toEqual(['ignored OLDER_SEQUENCE 2027-03-08T10:00']);
  });

  it('is held again when a later file says so', async () => {
    await world.run(ics(...visitAt('a', '20270308T100000')));
    await world.run(ics(...off()));
    expect(await world.rows(ics(...visitAt('a', '20270308T100000', 'SEQUENCE:2')))).toEqual([
      'created NEW 2027-03-08T10:00',
    ]);
    expect(await world.held()).toHaveLength(1);
  });
});

describe('exceptions of a series', () => {
  const exception = (id: string, at: string) => visitEvent('a', id, `DTSTART:${at}`, 'DURATION:PT1H', 'SEQUENCE:1');

  it('take the place of the occurrence of their date', async () => {
    await world.run(ics(...weekly(3), ...exception('RECURRENCE-ID;VALUE=DATE:20270315', '20270316T140000')));
    expect(await world.held()).toEqual(['2027-03-08T10:00', '2027-03-16T14:00', '2027-03-22T10:00']);
  });

  it('may change all that follow', async () => {
    const later = exception('RECURRENCE-ID;RANGE=THISANDFUTURE:20270315T100000', '20270316T140000');
    await world.run(ics(...weekly(4), ...later));
    expect(await world.held()).toEqual([
      '2027-03-08T10:00',
      '2027-03-16T14:00',
      '2027-03-23T14:00',
      '2027-03-30T13:00',
    ]);
    expect((await world.run(ics(...weekly(4), ...later))).totals).toMatchObject({ same: 4 });
  });

  it('that need their series are refused without it', async () => {
    await world.run(ics(...weekly(3)));
    for (const id of ['RECURRENCE-ID;VALUE=DATE:20270315', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20270315T100000'])
      expect(await world.rows(ics(...exception(id, '20270316T140000')))).toEqual(['refused UNREADABLE_TIME']);
    expect(await world.held()).toHaveLength(3);
  });
});

describe('a CSV export', () => {
  const csv = (...rows: readonly string[]) =>
    ['Start Time,End Time,Type,Appointment ID,Email,Canceled', ...rows].join('\n');
  const row = (day: number, id: string, cancelled = '') =>
    `2027-03-${day} 10:00,2027-03-${day} 11:00,Visit,${id},ann@example.com,${cancelled}`;

  it('with one id twice does what its dry run said: the later row counts', async () => {
    const file = csv(row(18, '7'), row(19, '7'));
    const dry = await world.rows(file, { format: 'csv', dryRun: true });
    expect(dry).toEqual(['ignored SUPERSEDED', 'created NEW 2027-03-19T10:00']);
    expect(await world.rows(file, { format: 'csv' })).toEqual(dry);
    expect(await world.held()).toEqual(['2027-03-19T10:00']);
  });

  it('calls a visit off by its id alone', async () => {
    await world.run(csv(row(18, '7')), { format: 'csv' });
    expect(await world.rows(csv(',,,7,,yes'), { format: 'csv' })).toEqual(['changed CANCELLED 2027-03-18T10:00']);
  });
});

describe('what an import keeps to', () => {
  it('holds no place for a visit that the file has moved into the past', async () => {
    world = new ImportWorld('2027-03-10T08:00:00Z');
    await world.run(ics(...visitAt('a', '20270322T100000')));
    const file = ics(...visitAt('a', '20270309T100000', 'SEQUENCE:1'));
    expect(await world.rows(file)).toEqual(['changed HISTORY 2027-03-09T10:00']);
    expect((await world.bookings()).map(({ state, history }) => [state, history])).toEqual([
      ['cancelled', false],
      ['completed', true],
    ]);
    expect(await world.rows(file)).toEqual(['same SAME 2027-03-09T10:00']);
    expect(await world.rows(ics(...visitAt('b', '20270322T100000')))).toEqual(['created NEW 2027-03-22T10:00']);
  });

  it('is the house rules, also where only the service changes', async () => {
    const file = (service: string, sequence: number) =>
      ics(...visitAt('a', '20270308T100000', `SEQUENCE:${sequence}`).map((line) => line.replace('Visit', service)));
    await world.run(file('Visit', 0));
    expect(await world.rows(file('trigger-point', 1))).toEqual(['refused TERMS 2027-03-08T10:00']);
    expect((await world.bookings()).map(({ techniques }) => techniques)).toEqual([['swedish']]);
  });
});

describe('a client who missed the last visit', () => {
  const marks = async () =>
    (await world.bookings())
      .filter(({ state }) => state === 'booked')
      .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
      .map(({ startsAt, afterMiss }) => [startsAt.toISOString().slice(5, 10), afterMiss === true]);

  beforeEach(async () => {
    await world.run(ics(...visitAt('missed', '20270301T083000')));
    world.clock.set(new Date('2027-03-01T10:00:00Z'));
    const [missed] = await world.bookings();
    const key = { clinicId: CLINIC, id: missed?.id ?? '' };
    await world.outcome.execute({ key, record: 'missed', details: {} });
  });

  it('has the next visit know of it, whichever that is after an import', async () => {
    await world.run(ics(...visitAt('b', '20270310T100000'), ...visitAt('c', '20270311T100000')));
    expect(await marks()).toEqual([
      ['03-10', true],
      ['03-11', false],
    ]);
    await world.run(ics(...visitAt('b', '20270312T100000', 'SEQUENCE:1')));
    expect(await marks()).toEqual([
      ['03-11', true],
      ['03-12', true],
    ]);
  });

  it('has the next one know of it when the one that knew is called off', async () => {
    await world.run(ics(...visitAt('b', '20270310T100000'), ...visitAt('c', '20270311T100000')));
    await world.run(ics('METHOD:CANCEL', ...visitAt('b', '20270310T100000', 'SEQUENCE:1')));
    expect(await marks()).toEqual([['03-11', true]]);
  });
});
