import { ics, ImportWorld, visitAt, visitEvent } from '../testing/import-world.js';

const weekly = (count: number, ...more: readonly string[]) =>
  visitAt('a', '20270308T100000', `RRULE:FREQ=WEEKLY;COUNT=${count}`, ...more);
const three = (at: string, sequence: number) =>
  ics(...visitAt('a', at, 'RRULE:FREQ=WEEKLY;COUNT=3', `SEQUENCE:${sequence}`));
const single = (uid: string, at: string, sequence = 0) => visitAt(uid, at, `SEQUENCE:${sequence}`);

let world: ImportWorld;
beforeEach(() => {
  world = new ImportWorld();
});

/** What a file does, and that it does nothing the second time. */
const twice = async (file: string): Promise<readonly string[]> => {
  const dry = await world.rows(file, { dryRun: true });
  expect(await world.rows(file)).toEqual(dry);
  const held = await world.held();
  const again = await world.rows(file);
  expect(again.filter((row) => /^(created|changed)/.test(row))).toEqual([]);
  expect(await world.held()).toEqual(held);
  return dry;
};

describe('one occurrence of a series in a file of its own', () => {
  const exception = (...more: readonly string[]) =>
    visitAt('a', '20270315T140000', 'SEQUENCE:1', 'RECURRENCE-ID:20270315T100000', ...more);

  it('moves alone', async () => {
    await world.run(ics(...weekly(4)));
    expect(await twice(ics('METHOD:REQUEST', ...exception()))).toEqual(['changed MOVED 2027-03-15T14:00']);
    expect(await world.held()).toEqual([
      '2027-03-08T10:00',
      '2027-03-15T14:00',
      '2027-03-22T10:00',
      '2027-03-29T09:00',
    ]);
  });

  it('is called off alone', async () => {
    await world.run(ics(...weekly(4)));
    expect(await twice(ics('METHOD:CANCEL', ...exception('STATUS:CANCELLED')))).toEqual([
      'changed CANCELLED 2027-03-15T10:00',
    ]);
    expect(await world.held()).toEqual(['2027-03-08T10:00', '2027-03-22T10:00', '2027-03-29T09:00']);
  });
});

describe('a series that gets another time', () => {
  it('keeps all its visits, and their bookings', async () => {
    await world.run(three('20270308T100000', 0));
    const ids = (await world.bookings()).map(({ id }) => id);
    expect(await twice(three('20270308T103000', 1))).toEqual([
      'changed MOVED 2027-03-08T10:30',
      'changed MOVED 2027-03-15T10:30',
      'changed MOVED 2027-03-22T10:30',
    ]);
    expect((await world.bookings()).map(({ id, state }) => [id, state])).toEqual(ids.map((id) => [id, 'booked']));
  });

  it('goes on where it was when it gets the old time back, also beside the new one', async () => {
    await world.run(three('20270308T100000', 0));
    await world.run(three('20270308T140000', 1));
    const both = ics(
      ...visitAt('a', '20270308T140000', 'RRULE:FREQ=WEEKLY;COUNT=3', 'RDATE:20270308T100000', 'SEQUENCE:2'),
    );
    expect(await twice(both)).toContain('created NEW 2027-03-08T10:00');
    expect(await world.held()).toHaveLength(4);
    await twice(three('20270308T100000', 3));
    expect(await world.held()).toEqual(['2027-03-08T10:00', '2027-03-15T10:00', '2027-03-22T10:00']);
  });

  it('leaves what took place where it was', async () => {
    await world.run(three('20270308T100000', 0));
    world.clock.set(new Date('2027-03-16T08:00:00Z'));
    expect(await twice(three('20270308T103000', 1))).toEqual([
      'ignored ALREADY_OVER 2027-03-08T10:30',
      'ignored ALREADY_OVER 2027-03-15T10:30',
      'changed MOVED 2027-03-22T10:30',
    ]);
  });

  it('is another series on another weekday: its places are left and taken', async () => {
    await world.run(three('20270308T100000', 0));
    await twice(three('20270309T100000', 1));
    expect(await world.held()).toEqual(['2027-03-09T10:00', '2027-03-16T10:00', '2027-03-23T10:00']);
  });
});

describe('a visit that becomes a series', () => {
  it('is its first, and stays when the series becomes one visit again', async () => {
    await world.run(ics(...single('a', '20270308T100000')));
    expect(await twice(ics(...weekly(2, 'SEQUENCE:1')))).toEqual([
      'same SAME 2027-03-08T10:00',
      'created NEW 2027-03-15T10:00',
    ]);
    expect(await world.held()).toEqual(['2027-03-08T10:00', '2027-03-15T10:00']);
    await twice(ics(...single('a', '20270308T100000', 2)));
    expect(await world.held()).toEqual(['2027-03-08T10:00']);
  });
});

describe('visits that change places', () => {
  it('may take the one that another leaves in the same file', async () => {
    await world.run(ics(...single('a', '20270308T100000'), ...single('b', '20270308T110000')));
    await twice(ics(...single('a', '20270308T110000', 1), ...single('b', '20270308T120000', 1)));
    expect(await world.held()).toEqual(['2027-03-08T11:00', '2027-03-08T12:00']);
    await twice(ics(...single('a', '20270308T120000', 2), ...single('b', '20270308T110000', 2)));
    expect(await world.held()).toEqual(['2027-03-08T11:00', '2027-03-08T12:00']);
  });

  it('may take the one of a visit that is called off', async () => {
    await world.run(ics(...single('a', '20270308T100000'), ...single('b', '20270309T110000')));
    await twice(
      ics(...visitAt('a', '20270308T100000', 'STATUS:CANCELLED', 'SEQUENCE:1'), ...single('b', '20270308T100000', 1)),
    );
    expect(await world.held()).toEqual(['2027-03-08T10:00']);
  });

  it('stay where they are when the new time is taken, and nobody is put there', async () => {
    await world.run(
      ics(...single('a', '20270308T100000'), ...single('b', '20270308T110000'), ...single('c', '20270308T120000')),
    );
    const rows = await twice(
      ics(
        ...single('a', '20270308T110000', 1),
        ...single('b', '20270308T123000', 1),
        ...single('d', '20270308T103000'),
      ),
    );
    expect(rows).toEqual([
      'refused SLOT_TAKEN 2027-03-08T11:00',
      'refused SLOT_TAKEN 2027-03-08T12:30',
      'refused SLOT_TAKEN 2027-03-08T10:30',
    ]);
    expect(await world.held()).toEqual(['2027-03-08T10:00', '2027-03-08T11:00', '2027-03-08T12:00']);
  });
});

describe('an occurrence', () => {
  it('that left its series and comes back is held again', async () => {
    await world.run(ics(...weekly(3)));
    await twice(ics(...weekly(3, 'SEQUENCE:1', 'EXDATE:20270315T100000')));
    expect(await twice(ics(...weekly(3, 'SEQUENCE:2')))).toContain('created NEW 2027-03-15T10:00');
    expect(await world.held()).toEqual(['2027-03-08T10:00', '2027-03-15T10:00', '2027-03-22T10:00']);
  });

  it('that comes and goes several times is held as the last file says', async () => {
    for (let round = 0; round < 3; round += 1) {
      await world.run(ics(...weekly(3, `SEQUENCE:${2 * round}`)));
      expect(await world.held()).toHaveLength(3);
      await world.run(ics(...weekly(3, `SEQUENCE:${2 * round + 1}`, 'EXDATE:20270315T100000')));
      expect(await world.held()).toHaveLength(2);
    }
  });

  it('that left its series does not come back with an older file', async () => {
    await world.run(ics(...weekly(3)));
    await world.run(ics(...weekly(3, 'SEQUENCE:1', 'EXDATE:20270315T100000')));
    expect(await twice(ics(...weekly(3)))).toContain('ignored OLDER_SEQUENCE 2027-03-15T10:00');
  });

  it('whose row is refused stays as it was', async () => {
    await world.run(ics(...weekly(3)));
    const broken = visitEvent('a', 'RECURRENCE-ID:20270315T100000', 'DTSTART:20270315T120000', 'DTEND:20270315T120000');
    expect(await twice(ics(...weekly(3), ...broken))).toContain('refused ENDS_BEFORE_START');
    expect(await world.held()).toHaveLength(3);
  });
});
