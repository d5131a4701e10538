import { aClinic } from '../../../clinics/testing/a-clinic.js';
import type { Contact } from '../../../contacts/application/ports.js';
import { aContact } from '../../../contacts/testing/a-contact.js';
import { aNudge, anInvitation, aReminder } from '../../testing/a-reminder.js';
import { decideSlot } from './decide-slot.js';
import { invitationOf } from './slot-knowledge.js';
import type { SlotKnowledge } from './slot-knowledge.js';

const now = new Date('2027-03-15T10:30:00Z');

const rules = aClinic({ clinicId: 'clinic-1', openDays: [1] });
const contact: Contact = {
  ...aContact({ clinicId: 'clinic-1', clientRef: 'client-1', phone: '+447700900100', email: 'ada@post.example' }),
  bad: [],
  phoneIndex: 'index-1',
};
const agreed = (['survey', 'follow-up'] as const).flatMap((purpose) =>
  (['sms', 'email'] as const).map((channel) => ({ channel, purpose, granted: true, since: now })),
);

const known = (changes: Partial<SlotKnowledge> = {}): SlotKnowledge => ({
  rules: new Map([['clinic-1', rules]]),
  contacts: new Map([['clinic-1/client-1', contact]]),
  consents: new Map([['clinic-1/client-1', agreed]]),
  stopped: new Set(),
  bookings: new Map([['clinic-1/booking-1', { active: true, cancelled: false, sequence: 0 }]]),
  ownBookings: new Map(),
  surveys: new Map([
    ['clinic-1/survey-1', { state: 'planned', generation: 0 }],
    ['clinic-1/survey-2', { state: 'planned', generation: 0 }],
  ]),
  booked: new Set(),
  holds: new Map(),
  counted: [],
  waiting: [],
  invitedOn: new Map(),
  ...changes,
});
const told = (rows: Parameters<typeof decideSlot>[0], changes: Partial<SlotKnowledge> = {}): readonly string[] =>
  decideSlot(rows, known(changes), now).map(({ row, decision, form }) =>
    [row.id, decision.do, 'reason' in decision ? decision.reason : undefined, form && `with ${form.row.id}`]
      .filter((part) => part !== undefined)
      .join(' '),
  );

describe('a slot', () => {
  const visit = aReminder({ id: 'visit' });
  const survey = anInvitation({ id: 'survey' });
  const nudge = aNudge({ id: 'nudge' });

  it('gives one person one message a day: the visit before the survey before the nudge', () => {
    expect(told([nudge, survey, visit])).toEqual(['visit send with survey', 'nudge later CAP']);
    expect(told([nudge, survey])).toEqual(['survey send', 'nudge later SURVEY_FIRST']);
  });

  it('stops at twenty messages to one person on one day, also within itself, and not at what went out the day before', () => {
    const today = new Date('2027-03-15T08:00:00Z');
    const yesterday = new Date('2027-03-14T18:00:00Z');
    const went = (count: number, at: Date) =>
      Array.from({ length: count }, (_, index) => ({
        ...{ id: `gone-${index}`, client: 'clinic-1/client-1', at, isSurvey: false, isCapped: false },
      }));
    const news = (id: string) => aReminder({ id, kind: 'confirmation', channels: ['email'] });
    const counted = [...went(18, today), ...went(30, yesterday)];
    expect(told([news('first'), news('second'), news('third')], { counted })).toEqual([
      'first send',
      'second send',
      'third hold TOO_MANY',
    ]);
    const answer = aReminder({ id: 'answer', family: 'reply', kind: 'help', channels: ['sms'], subject: {} });
    expect(told([answer], { counted: went(30, today) })).toEqual(['answer send']);
  });

  it('prefers the note whose plan is older, whichever of two events of an instant made the row', () => {
    const at = (hour: number): Date => new Date(`2027-03-15T0${hour}:00:00Z`);
    const other = { ...survey.subject, surveyId: 'survey-2' };
    const moved = anInvitation({ id: 'moved', timing: { rule: 'at', at: at(9) }, firstDueAt: at(9), subject: other });
    const notMoved = anInvitation({ id: 'not-moved', timing: { rule: 'at', at: at(9) }, firstDueAt: at(7) });
    const older = anInvitation({ id: 'older', timing: { rule: 'at', at: at(8) }, firstDueAt: at(8) });
    expect(told([notMoved, { ...older, subject: other }])).toEqual(['older send', 'not-moved later CAP']);
    expect(told([notMoved, moved])).toEqual(['moved send', 'not-moved later CAP']);
    expect(told([moved, notMoved])).toEqual(['moved send', 'not-moved later CAP']);
  });

  it('does not decide twice about one person in it', () => {
    const second = anInvitation({ id: 'the-other', subject: { ...survey.subject, surveyId: 'survey-2' } });
    expect(told([survey, second])).toEqual(['survey send', 'the-other later CAP']);
  });

  it('delays what it cannot judge because an owner is silent', () => {
    expect(told([visit], { contacts: undefined })).toEqual(['visit later OWNER_SILENT']);
    expect(told([visit, survey, nudge], { bookings: undefined, surveys: undefined, booked: undefined })).toEqual([
      'visit later OWNER_SILENT',
      'survey later OWNER_SILENT',
      'nudge later OWNER_SILENT',
    ]);
  });

  it('takes a booking or a survey that its owner does not know for one that ended', () => {
    expect(told([visit, survey], { bookings: new Map(), surveys: new Map() })).toEqual([
      'visit skip BOOKING_CANCELLED',
      'survey skip SURVEY_CLOSED',
    ]);
  });

  it('sends nothing to an archived client', () => {
    expect(told([visit], { contacts: new Map([['clinic-1/client-1', { ...contact, archived: true }]]) })).toEqual([
      'visit skip NO_CONTACT',
    ]);
  });
});

describe('a reminder of a visit and a form of one person and day', () => {
  const at = (time: string): Date => new Date(`2027-03-15T${time}:00Z`);
  const visit = aReminder({ id: 'visit' });
  const survey = anInvitation({ id: 'survey' });
  const checkIn = anInvitation({
    id: 'check-in',
    subject: { ...survey.subject, surveyId: 'survey-2', instrument: 'follow-up@1' },
  });
  const agreedTo = (allowed: readonly string[]): Partial<SlotKnowledge> => ({
    consents: new Map([
      [
        'clinic-1/client-1',
        agreed.map((one) => ({ ...one, granted: one.purpose !== 'survey' || allowed.includes(one.channel) })),
      ],
    ]),
  });

  it('become one message, whether the form is due too or waits for its hour of that day', () => {
    const later = {
      ...checkIn,
      dueAt: at('17:00'),
      firstDueAt: at('17:00'),
      timing: { rule: 'at', at: at('17:00') },
    } as const;
    expect(told([visit, checkIn])).toEqual(['visit send with check-in']);
    expect(told([visit], { waiting: [later] })).toEqual(['visit send with check-in']);
  });

  it('stay two where the form is asked a number of hours after a visit and those are not over', () => {
    const later = {
      ...survey,
      dueAt: at('17:00'),
      firstDueAt: at('17:00'),
      timing: { rule: 'at', at: at('17:00') },
    } as const;
    expect(told([visit], { waiting: [later] })).toEqual(['visit send']);
  });

  it('become one only where the client agreed to forms on the channel of the reminder', () => {
    expect(told([visit, survey], agreedTo(['email']))).toEqual(['visit send', 'survey later CAP']);
    expect(told([visit, survey], agreedTo(['sms']))).toEqual(['visit send with survey']);
  });

  it('wait for each other: a form of the morning goes with the reminder of the afternoon', () => {
    const afternoon = { ...visit, dueAt: at('16:00') };
    expect(told([survey], { waiting: [afternoon] })).toEqual(['survey later MERGED']);
    expect(told([survey], { waiting: [{ ...visit, dueAt: now }] })).toEqual(['survey later MERGED']);
    expect(told([survey], { waiting: [{ ...visit, dueAt: new Date('2027-03-16T10:30:00Z') }] })).toEqual([
      'survey send',
    ]);
  });

  it('come on different days where they cannot be one', () => {
    const afternoon = { ...visit, dueAt: at('16:00') };
    expect(told([survey], { waiting: [afternoon], ...agreedTo(['email']) })).toEqual(['survey later CAP']);
    expect(told([survey], { waiting: [{ ...afternoon, kind: '2h' }] })).toEqual(['survey later CAP']);
  });

  it('take no nudge along, which waits a day for either', () => {
    const nudge = aNudge({ id: 'nudge' });
    expect(told([visit, nudge])).toEqual(['visit send', 'nudge later CAP']);
    expect(told([nudge], { waiting: [{ ...visit, dueAt: at('16:00') }] })).toEqual(['nudge later CAP']);
  });

  it('are never those of two people, whatever phone they share', () => {
    const other = anInvitation({ id: 'other', clientRef: 'client-2' });
    const both = new Map([
      ['clinic-1/client-1', contact],
      ['clinic-1/client-2', { ...contact, clientRef: 'client-2' }],
    ]);
    const consents = new Map([...both.keys()].map((name) => [name, agreed] as const));
    expect(told([visit, other], { contacts: both, consents })).toEqual(['visit send', 'other send']);
  });

  it.each([
    ['is held by a flag', { holds: new Map([['clinic-1/client-1', { flagged: true }]]) }, 'survey hold SAFETY_HOLD'],
    [
      'was answered',
      { surveys: new Map([['clinic-1/survey-1', { state: 'answered', generation: 0 } as const]]) },
      'survey skip ANSWERED',
    ],
    ['has a silent owner', { surveys: undefined }, 'survey later OWNER_SILENT'],
  ] as const)('stay two where the form %s', (_title, changes, expected) => {
    expect(told([visit, survey], changes)).toEqual(['visit send', expected]);
  });

  it('stay two on a day that is closed to forms', () => {
    const closed = { rules: new Map([['clinic-1', { ...rules, closureDays: ['2027-03-15'] }]]) };
    expect(told([visit, survey], closed)).toEqual(['visit send', 'survey later CLOSED_DAY']);
  });

  it('keep the second note of a form on the other channel than its invitation', () => {
    const second = { ...survey, id: 'second', kind: 'reminder', channels: ['sms', 'email'] } as const;
    const invitedOn = (channel: 'sms' | 'email') => ({ invitedOn: new Map([[invitationOf(second), channel]]) });
    expect(told([visit, second], invitedOn('email'))).toEqual(['visit send with second']);
    expect(told([visit, second], invitedOn('sms'))).toEqual(['visit send', 'second later CAP']);
  });

  it('stay two after the words for both were too many', () => {
    expect(told([{ ...visit, alone: true }, survey])).toEqual(['visit send', 'survey later CAP']);
  });
});
