import { attemptText, noteText, relatedName, relationText, stepText } from './steps.js';

const whoOf = () => 'ana@example.org';
const at = { at: '2027-03-02T09:00:00.000Z', atLocal: '2027-03-02T09:00' };

describe('what happened to a line', () => {
  it('says who did it and on what ground', () => {
    const step = { ...at, to: 'held', reason: 'STAFF_HELD', by: 'account-ana', note: 'client-asked' };
    expect(stepText(step, whoOf)).toBe('held by staff, by ana@example.org: the client asked for it');
  });

  it('has words for what machines note, and shows what it does not know as it came', () => {
    expect(noteText('too late for BOOKING_CANCELLED')).toBe('this came too late: booking cancelled');
    expect(noteText('look 2: nothing')).toBe('provider asked (2), it knows of nothing');
    expect(noteText('A2@own-3/de: L1')).toBe('A2@own-3/de: L1');
  });

  it('leaves ids of other lines to the links', () => {
    expect(noteText('k3J_9sd-AbC12xyz')).toBeUndefined();
    expect(stepText({ ...at, to: 'skipped', reason: 'MERGED', note: 'k3J_9sd-AbC12xyz' }, whoOf)).not.toContain('k3J');
  });

  it('says nothing about a step that needs no words', () => {
    expect(stepText({ ...at, to: 'sent' }, whoOf)).toBe('');
  });
});

describe('the lines that belong together', () => {
  it('are named with what became of them', () => {
    const related = { relation: 'other-way', reminderId: 'r2', kind: '24h', state: 'sent', channel: 'email' } as const;
    const line = { ...related, dueAt: at.at, dueLocal: at.atLocal };
    expect([relationText(line), relatedName(line)]).toEqual(['It went on as', 'Visit tomorrow, email, sent']);
  });
});

describe('a call to a provider', () => {
  it('is told with what came of it', () => {
    const call = {
      ...at,
      channel: 'sms',
      outcome: 'accepted',
      status: 'undelivered',
      code: '30006',
      text: 'A2@1/en',
    } as const;
    expect(attemptText(call)).toBe('SMS, taken by the provider, undelivered, code 30006, text A2@1/en');
  });
});
