import { aClinic } from '../../../clinics/testing/a-clinic.js';
import type { Contact } from '../../../contacts/application/ports.js';
import { aContact } from '../../../contacts/testing/a-contact.js';
import { aNudge, anInvitation, aReminder } from '../../testing/a-reminder.js';
import { decideSlot } from './decide-slot.js';
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
  surveysDue: [],
  invitedOn: new Map(),
  ...changes,
});
const told = (rows: Parameters<typeof decideSlot>[0], changes: Partial<SlotKnowledge> = {}): readonly string[] =>
  decideSlot(rows, known(changes), now).map(({ row, decision }) =>
    [row.id, decision.do, 'reason' in decision ? decision.reason : undefined]
      .filter((part) => part !== undefined)
      .join(' '),
  );

describe('a slot', () => {
  const visit = aReminder({ id: 'visit' });
  const survey = anInvitation({ id: 'survey' });
  const nudge = aNudge({ id: 'nudge' });

  it('gives one person one message a day: the visit before the survey before the nudge', () => {
    expect(told([nudge, survey, visit])).toEqual(['visit send', 'survey later CAP', 'nudge later CAP']);
    expect(told([nudge, survey])).toEqual(['survey send', 'nudge later SURVEY_FIRST']);
  });

  it('does not decide twice about one person in it', () => {
    const second = anInvitation({ id: 'second', subject: { ...survey.subject, surveyId: 'survey-2' } });
    expect(told([survey, second])).toEqual(['survey send', 'second later CAP']);
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
