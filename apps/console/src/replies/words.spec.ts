import { guessText, mayUndo, senderText, standText } from './words.js';

const nameOf = (ref: string): string => ({ mara: 'Mara T.', jon: 'Jon P.' })[ref] ?? ref;
const done = { by: 'account-ana', at: 'x', atLocal: '2027-03-02T09:10' };

describe('a reply in words', () => {
  it('names everybody who shares the number, and nobody where nobody has it', () => {
    expect(senderText(['mara'], nameOf)).toBe('Mara T.');
    expect(senderText(['mara', 'jon'], nameOf)).toBe('2 clients on this number: Mara T., Jon P.');
    expect(senderText([], nameOf)).toBe('a number that nobody here has');
  });

  it('says that a visit stays whatever was written', () => {
    for (const intent of ['cancel', 'no', 'later'] as const) expect(guessText({ intent })).toContain('the visit stays');
  });

  it('says who dealt with it and when', () => {
    expect(standText({ waits: false, done }, () => 'ana@example.org')).toBe(
      'Dealt with by ana@example.org, Tue 2 Mar 09:10',
    );
    expect(standText({ waits: true }, nameOf)).toBe('Waits for somebody');
  });

  it('lets the reading of a YES be taken back, and never that of a STOP', () => {
    expect(mayUndo({ intent: 'yes', bookingId: 'b' })).toBe(true);
    expect(mayUndo({ intent: 'yes', bookingId: 'b', done })).toBe(false);
    expect(mayUndo({ intent: 'stop', bookingId: 'b' })).toBe(false);
  });
});
