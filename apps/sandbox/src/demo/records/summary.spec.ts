import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aClinic, aLife } from '../checks/testing/a-clinic.js';
import { aBooking, aMessage, aRow, aRun } from '../checks/testing/a-run.js';
import { printSummary } from './print-summary.js';
import { summaryOf } from './summary.js';
import { writeRecords } from './write-records.js';

const context = {
  seed: '1',
  timings: { steps: 3000, meanMs: 41.26, p99Ms: 180, totalMs: 125_000 },
  checks: [
    { name: 'nobody is written to at night', ok: true, problems: [] },
    { name: 'STOP is obeyed', ok: false, problems: ['one', 'two', 'three', 'four', 'five', 'six'] },
  ],
};

describe('the summary', () => {
  it('counts what reached people by family and channel, and who was late', () => {
    const messages = [
      aMessage({ at: '2027-03-09T10:31:30.000Z' }),
      aMessage({ channel: 'email', to: 'mara@example.com', providerId: '<1@elm>' }),
      aMessage({ to: '+440000000000' }),
    ];
    const ledger = [aRow(), aRow({ reminderId: 'r2', family: 'survey', providerIds: ['1@elm'] })];
    const { messages: counts, lateness } = summaryOf(aRun({ providerMessages: messages.slice(0, 2), ledger }), context);
    expect(counts).toEqual({ appointment: { sms: 1 }, survey: { email: 1 } });
    expect(lateness).toEqual({ rows: 2, p50: 0, p99: 90, max: 90 });
    expect(summaryOf(aRun({ providerMessages: messages, ledger }), context).messages).toEqual(counts);
  });

  it('counts each row once per reason', () => {
    const history = [
      { at: '2027-03-01T09:00:00.000Z', to: 'planned' },
      { at: '2027-03-02T09:00:00.000Z', to: 'planned', reason: 'CAP' },
      { at: '2027-03-03T09:00:00.000Z', to: 'planned', reason: 'CAP' },
      { at: '2027-03-04T09:00:00.000Z', to: 'skipped', reason: 'NO_CONSENT' },
    ];
    const { reasons } = summaryOf(aRun({ ledger: [aRow({ history })] }), context);
    expect(reasons).toEqual({ moved: { CAP: 1 }, held: {}, skipped: { NO_CONSENT: 1 }, withdrawn: {}, failed: {} });
  });

  it('counts what went on the other channel, and what another message carried', () => {
    const ledger = [
      aRow({ reminderId: 'r2', cause: 'OTHER_CHANNEL' }),
      aRow({ reminderId: 'r3', family: 'survey', state: 'skipped', reason: 'MERGED', providerIds: [] }),
      aRow(),
    ];
    expect(summaryOf(aRun({ ledger }), context).ways).toEqual({ otherChannel: 1, merged: 1 });
  });

  it('counts visits and what became of their forms', () => {
    const records = aClinic([aLife(), aLife({ after: undefined })], {
      flow: { due: 6 },
      groups: [{ by: 'all', key: 'all' }],
    });
    const later = aBooking({
      bookingId: 'b9',
      clientRef: 'c0',
      at: '2027-05-01T09:00:00.000Z',
      startsAt: '2027-06-01T09:00:00.000Z',
      endsAt: '2027-06-01T10:00:00.000Z',
    });
    const summary = summaryOf({ ...records, bookings: [...records.bookings, later] }, context);
    expect(summary.sessions).toEqual({ booked: 3, tookPlace: 2, moves: 0, cancelled: 0, missed: 0 });
    expect(summary.surveys['follow-up@1']).toEqual({ planned: 2, answered: 1, expired: 1, withdrawn: 0, open: 0 });
    expect(summary.firstFigures).toEqual([{ clinicId: 'elm-rooms', flow: { due: 6 }, all: { by: 'all', key: 'all' } }]);
  });

  it('of an empty run has no figures', () => {
    const nothing = {
      providerMessages: [],
      inbound: [],
      people: [],
      bookings: [],
      ledger: [],
      answers: [],
      reports: [],
      rules: [],
    };
    expect(summaryOf(nothing, context)).toMatchObject({ clients: 0, messages: {}, lateness: { rows: 0, max: 0 } });
  });
});

describe('the printed summary', () => {
  const all = {
    by: 'all',
    key: 'all',
    unwanted: { n: 1, of: 10, rate: 0.1, low: 0.018, high: 0.404 },
    responder50: {
      answered: { n: 1, of: 4, rate: null, low: null, high: null },
      due: { n: 1, of: 12, rate: 0.083, low: 0.015, high: 0.354 },
    },
    change: null,
  };
  const records = aClinic([aLife()], { flow: { due: 3, answered: 3 }, groups: [all] });
  const lines = printSummary(summaryOf(records, context));

  it('shows steps with the real time of each', () => {
    expect(lines).toContain('  steps                   3000, mean 41.3 ms, p99 180 ms, 125 s in all');
  });

  it('shows figures with their intervals, and says what is too little to show', () => {
    expect(lines).toContain('  unwanted effects        1 of 10 (2% to 40%)');
    expect(lines).toContain('  half the days or fewer  1 of 4 of those who answered');
    expect(lines).toContain('  change                  too few to show');
  });

  it('shows broken checks with their first problems', () => {
    expect(lines).toContain('  BROKEN  STOP is obeyed (6 problems)');
    expect(lines.filter((line) => /^ {12}\w+$/.test(line))).toHaveLength(5);
  });
});

describe('the written records', () => {
  it('are one file per kind, one object a line, and the summary', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'records-'));
    try {
      const out = join(folder, 'made', 'on', 'the', 'way');
      const records = aRun({ reports: [{ clinicId: 'elm-rooms' }] });
      await writeRecords(out, records, summaryOf(records, context));
      expect((await readdir(out)).sort()).toEqual([
        'answers.ndjson',
        'bookings.ndjson',
        'inbound.ndjson',
        'ledger.ndjson',
        'people.ndjson',
        'provider-messages.ndjson',
        'reports.ndjson',
        'rules.ndjson',
        'summary.json',
      ]);
      expect(await readFile(join(out, 'ledger.ndjson'), 'utf8')).toBe(`${JSON.stringify(records.ledger[0])}\n`);
      expect(await readFile(join(out, 'answers.ndjson'), 'utf8')).toBe('');
      expect(JSON.parse(await readFile(join(out, 'summary.json'), 'utf8'))).toMatchObject({ seed: '1', clients: 1 });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
