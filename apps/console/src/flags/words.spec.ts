import type { People } from '../api/answers.js';
import { whoIn } from '../shell/people.js';
import {
  ageText,
  assignmentText,
  callText,
  dueText,
  hasIt,
  mayAct,
  mayTake,
  OUTCOME_CHOICES,
  takerChoices,
  wordsOf,
} from './words.js';
import type { Flag } from './words.js';

const flag: Flag = {
  ...{ flagId: 'f', level: 'U', clientRef: 'ref-1', state: 'open', sessionId: null, cleared: null },
  ...{ raisedAt: '2027-03-01T09:00:00Z', raisedLocal: '2027-03-01T10:00' },
  ...{ assignment: null, calls: [], seenByDoctor: null, due: null, isOverdue: false },
};
const person = (accountId: string, role: People['items'][number]['roles'][number]) => ({
  ...{ accountId, email: `${accountId}@example.org`, roles: [role] },
});
const people: People = {
  items: [person('ana', 'owner'), person('ben', 'practitioner'), person('desk', 'front-desk'), person('mo', 'manager')],
};
const whoOf = whoIn(people);
const me = { accountId: 'ana' };
const at = { at: '2027-03-01T09:05:00Z', atLocal: '2027-03-01T10:05' };
const taken = (by: string): Flag => ({ ...flag, assignment: { kind: 'taken', by, ...at } });
const handed = (by: string, to: string | null, note: string | null = null): Flag => ({
  ...flag,
  assignment: { kind: 'handed-over', by, to, note, ...at },
});

describe('the words of a flag', () => {
  it('say ages in whole units', () => {
    const now = '2027-03-01T10:00:00Z';
    expect(ageText('2027-03-01T09:59:30Z', now)).toBe('0 minutes');
    expect(ageText('2027-03-01T09:00:00Z', now)).toBe('1 hour');
    expect(ageText('2027-02-27T09:00:00Z', now)).toBe('2 days');
    expect(ageText('2027-03-02T09:00:00Z', now)).toBe('0 minutes');
  });

  it('name levels, and when somebody has to have answered', () => {
    expect(wordsOf('U').name).toBe('Urgent');
    expect((['E', 'U', 'R'] as const).map((level) => dueText({ ...flag, level }))).toEqual([
      'answer due within 4 working hours',
      'answer due on the same working day',
      'answer due before the next visit',
    ]);
  });

  it('name the time once the hours of the clinic are known, and say when it is over', () => {
    const due = { at: '2027-03-01T13:00:00Z', atLocal: '2027-03-01T14:00' };
    expect(dueText({ ...flag, due })).toBe('answer due by Mon 1 Mar 14:00');
    expect(dueText({ ...flag, due, isOverdue: true })).toBe('overdue: somebody should have looked by Mon 1 Mar 14:00');
    expect(dueText({ ...flag, due, state: 'cleared' })).toBe('');
  });

  it('say who has it and since when', () => {
    const text = (of: Flag) => assignmentText(of, whoOf, me);
    expect(text(flag)).toBe('Nobody has it yet.');
    expect(text(taken('ana'))).toBe('You have it since Mon 1 Mar 10:05.');
    expect(text(taken('ben'))).toBe('ben@example.org has it since Mon 1 Mar 10:05.');
    expect(text({ ...flag, assignment: { kind: 'taken', by: 'left', ...at, atLocal: null } })).toBe(
      'somebody who is not here any more has it since Mon 1 Mar 09:05 UTC.',
    );
  });

  it('say for whom it waits, with the note', () => {
    const text = (of: Flag) => assignmentText(of, whoOf, me);
    expect(text(handed('ana', null))).toBe('Handed over by you, Mon 1 Mar 10:05. It waits for whoever takes it next.');
    expect(text(handed('ben', 'ana', 'off today'))).toBe(
      'Handed over by ben@example.org, Mon 1 Mar 10:05. It waits for you. Note: off today',
    );
    expect(text(handed('ana', 'ben'))).toContain('It waits for ben@example.org; anybody may take it.');
  });

  it('say how a call ended, and by whom it was', () => {
    const call = { callId: 'c', by: 'ben', outcome: 'left-message', ...at } as const;
    expect(callText(call, whoOf)).toBe('Mon 1 Mar 10:05: left a message (ben@example.org)');
    expect(OUTCOME_CHOICES).toHaveLength(5);
  });
});

describe('what somebody may do about a flag', () => {
  it('depends on the role, and on who has it', () => {
    expect([mayAct({ roles: ['manager'] }), mayAct({ roles: ['practitioner'] })]).toEqual([false, true]);
    expect([flag, taken('ben'), taken('ana'), handed('ben', 'left')].map(mayTake)).toEqual([true, false, false, true]);
    expect(mayTake({ ...flag, state: 'cleared' })).toBe(false);
    expect([flag, taken('ben'), taken('ana'), handed('ana', null)].map((one) => hasIt(one, me))).toEqual([
      ...[false, false, true, false],
    ]);
  });

  it('hands it over to colleagues who may act on it, or to nobody by name', () => {
    expect(takerChoices(people, me)).toEqual([
      { value: '', label: 'whoever takes it next' },
      { value: 'ben', label: 'ben@example.org' },
    ]);
    expect(takerChoices(undefined, me)).toHaveLength(1);
  });
});
