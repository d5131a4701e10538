import type { InboundRecord, LedgerRecord } from '../records/types.js';
import { silenceAfterStop } from './silence-after-stop.js';
import { plainWordOf } from './stop-words.js';
import { aMessage, aRow, aRun, SENDER } from './testing/a-run.js';

const said = (body: string, at: string): InboundRecord => ({ at, from: '+447700900101', to: SENDER, body });
const stop = said('Stop please', '2027-03-05T12:00:00.000Z');
const start = said('START', '2027-03-09T10:30:00.000Z');

const answer = (id: string, at: string, changes: Partial<LedgerRecord> = {}) => ({
  message: aMessage({ providerId: id, at }),
  row: aRow({ reminderId: id, providerIds: [id], family: 'reply', kind: 'stop-confirmation', ...changes }),
});

describe('the words', () => {
  it.each([
    ['STOP', 'stop'],
    ['stop.', 'stop'],
    ['Stop please', 'stop'],
    ['Opt out', 'stop'],
    ['CANCEL', 'cancel'],
    ['start!', 'start'],
    ['my bus did not stop here', undefined],
    ['ok thx, who is this?', undefined],
  ])('of "%s" mean %s', (body, word) => {
    expect(plainWordOf(body)).toBe(word);
  });
});

describe('silence after STOP', () => {
  it('is broken by a text that follows', () => {
    expect(silenceAfterStop(aRun({ inbound: [stop] }))).toEqual([
      'sms SM1 at 2027-03-09T10:30:00.000Z (24h) came after STOP',
    ]);
  });

  it('is broken at the very instant of STOP', () => {
    expect(silenceAfterStop(aRun({ inbound: [{ ...stop, at: '2027-03-09T10:30:00.000Z' }] }))).toHaveLength(1);
  });

  it('ends with START, at that very instant', () => {
    expect(silenceAfterStop(aRun({ inbound: [start, stop] }))).toEqual([]);
    const late = said('start', '2027-03-09T10:30:01.000Z');
    expect(silenceAfterStop(aRun({ inbound: [stop, late] }))).toHaveLength(1);
  });

  it('allows one confirmation, and no second', () => {
    const one = answer('C1', stop.at);
    const two = answer('C2', '2027-03-06T12:00:00.000Z');
    const inbound = [stop, said('STOP', '2027-03-06T12:00:00.000Z')];
    expect(silenceAfterStop(aRun({ inbound, providerMessages: [one.message], ledger: [one.row] }))).toEqual([]);
    const both = { providerMessages: [one.message, two.message], ledger: [one.row, two.row] };
    expect(silenceAfterStop(aRun({ inbound, ...both }))).toHaveLength(1);
  });

  it('allows the answer to a bare "cancel", but not to STOP', () => {
    const { message, row } = answer('C1', stop.at, { kind: 'cancel-help' });
    const records = aRun({ providerMessages: [message], ledger: [row] });
    expect(silenceAfterStop({ ...records, inbound: [{ ...stop, body: 'cancel' }] })).toEqual([]);
    expect(silenceAfterStop({ ...records, inbound: [stop] })).toHaveLength(1);
  });

  it('is between one number and one clinic; mail is another matter', () => {
    const elsewhere = { ...stop, to: '+447700900902' };
    expect(silenceAfterStop(aRun({ inbound: [elsewhere] }))).toEqual([]);
    const mail = aMessage({ channel: 'email', to: 'mara@example.com' });
    expect(silenceAfterStop(aRun({ inbound: [stop], providerMessages: [mail] }))).toEqual([]);
  });
});
