import { bookingConfirmedV1, clinicChangedV1, createEvent } from '@aftercare/contracts';
import { MAX_EVENT_BYTES, RecordParser } from './parse.js';
import type { LogRecord } from './record.js';

const event = createEvent(
  clinicChangedV1,
  { clinicId: 'c1', version: 1 },
  { id: 'e1', source: '/aftercare/scheduling', time: new Date(0), clinicId: 'c1', correlationId: 'x' },
);
const recordOf = (value: Buffer | null): LogRecord => ({
  topic: 'scheduling.clinics',
  partition: 2,
  offset: '7',
  key: null,
  value,
  headers: {},
});
const json = (value: unknown): LogRecord => recordOf(Buffer.from(JSON.stringify(value)));

describe('parsing a record', () => {
  const parser = new RecordParser('svc.group', [clinicChangedV1]);
  const codeOf = (record: LogRecord): unknown => {
    const parsed = parser.parse(record);
    return parsed.kind === 'fault' ? [parsed.id, parsed.cause.code] : parsed.kind;
  };

  it('reads an event by its contract under the id of source and event', () => {
    expect(parser.parse(json(event))).toMatchObject({
      kind: 'event',
      id: 'svc.group|/aftercare/scheduling|e1',
      event: { data: { clinicId: 'c1', version: 1 } },
    });
  });

  it('ignores what nobody here asked for', () => {
    expect(codeOf(json({ ...event, type: bookingConfirmedV1.type }))).toBe('ignored');
  });

  it('finds a record without readable id at fault by its place', () => {
    const place = 'svc.group|dead|scheduling.clinics|2|7';
    expect(codeOf(recordOf(null))).toEqual([place, 'TOMBSTONE']);
    expect(codeOf(recordOf(Buffer.from('{')))).toEqual([place, 'NOT_JSON']);
    expect(codeOf(recordOf(Buffer.alloc(MAX_EVENT_BYTES + 1)))).toEqual([place, 'TOO_LARGE']);
    expect(codeOf(json({ id: 'e1' }))).toEqual([place, 'NOT_AN_ENVELOPE']);
  });

  it('finds a known event at fault by its id, so that a repeat is parked once', () => {
    expect(codeOf(json({ ...event, type: 'aftercare.scheduling.clinic.changed.v2' }))).toEqual([
      'svc.group|/aftercare/scheduling|e1',
      'UNKNOWN_VERSION',
    ]);
    expect(codeOf(json({ ...event, data: { clinicId: 7 } }))).toEqual([
      'svc.group|/aftercare/scheduling|e1',
      'CONTRACT_BROKEN',
    ]);
  });

  it('says where a contract is broken, never with what', () => {
    const parsed = parser.parse(json({ ...event, data: { clinicId: 'secret value', version: 'another secret' } }));
    expect(JSON.stringify(parsed.kind === 'fault' ? parsed.cause : undefined)).toBe(
      '{"code":"CONTRACT_BROKEN","detail":"version: invalid_type"}',
    );
  });
});
