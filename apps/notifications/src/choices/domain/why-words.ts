/** Client sentences of ux.md 4.2, to follow "because". `{visit}` is a day in words. */
const BECAUSE: Readonly<Record<string, string>> = {
  VISIT_BOOKED: 'you have a visit on {visit}',
  VISIT_NEAR: 'you have a visit on {visit}',
  VISIT_DONE: 'you had a visit on {visit}',
  USUAL_INTERVAL: 'your usual interval since your last visit is over',
  FORM_OPEN: 'your questions are still open',
  OTHER_CHANNEL: 'the text did not arrive',
  CLIENT_ASKED: 'you asked for it',
  BOOKING_MOVED: 'your visit changed',
  BOOKING_CANCELLED: 'your visit changed',
  DID_NOT_COME: 'your visit changed',
  HAS_BOOKING: 'you already have a visit booked',
  NO_CONSENT: 'you chose not to get these',
  STOPPED: 'you chose not to get these',
  PAUSED: 'you chose not to get these',
  CONTACT_BAD: 'the address we have does not work',
  SAFETY_HOLD: 'we want to speak with you first',
  CLIENT_IN_ATTACK: 'you told us that today is no day for it',
  QUIET_HOURS: 'we do not write at that hour',
  CLOSED_DAY: 'we do not write at that hour',
  CAP: 'you already had a message that day',
  TOO_MANY: 'you already had many messages that day',
  MERGED: 'it was sent together with another',
  SEND_OFF: 'we were not writing to anybody',
  ZONE_CHANGED: 'your local time changed',
  PLAN_CHANGED: 'its time was planned anew',
  MISS_PUT_RIGHT: 'the visit before took place after all',
  CLINIC_CHANGED: 'its time was planned anew',
  ARCHIVED: 'we have closed your file',
  ARRIVED: 'the first one arrived',
  STAFF_RETRIED: 'the first one did not arrive',
  STAFF_CANCELLED: 'we decided not to send it',
  STAFF_HELD: 'we are looking after it ourselves',
  STAFF_RELEASED: 'its time was planned anew',
  PROVIDER_REFUSED: 'it could not be delivered',
  UNDELIVERED: 'it could not be delivered',
  NOT_PROVEN: 'we could not tell whether it arrived',
  OWNER_SILENT: 'we could not check in time that it is still right',
  NO_CONTACT: 'we have no number or address of yours',
  TEXT_REFUSED: 'its words need another look',
  SURVEY_FIRST: 'your questions went first',
  SURVEY_CLOSED: 'your questions are closed',
  ALLOWANCE: 'many messages left at that time',
  IMPORTED: 'your visit came from another calendar',
};

/** Where the day is not known, the sentence goes on without it. */
const NO_DAY = / on \{visit\}/u;

/** The sentence of a cause or reason; undefined for one that is no business of the client's. */
export const becauseOf = (code: string, visit: string | undefined): string | undefined => {
  const sentence = BECAUSE[code];
  return visit === undefined ? sentence?.replace(NO_DAY, '') : sentence?.replace('{visit}', visit);
};

/** A visit that lies behind is told in the past, whatever the cause was when the note left. */
export const tenseOf = (code: string, isOver: boolean): string =>
  isOver && (code === 'VISIT_BOOKED' || code === 'VISIT_NEAR') ? 'VISIT_DONE' : code;

type Purpose = 'appointment' | 'survey' | 'follow-up';
type Channel = 'sms' | 'email';

const BY: Readonly<Record<Channel, string>> = { sms: 'by text', email: 'by email' };
const WHAT: Readonly<Record<Purpose, string>> = {
  appointment: 'notes about booked visits',
  survey: 'questions',
  'follow-up': 'a note about your next visit',
};

/** What a message is called in a list of one's own messages; nothing in it tells what a visit is for. */
const KINDS: Readonly<Record<string, string>> = {
  confirmation: 'Your visit is booked',
  '72h': 'Reminder of your visit',
  '24h': 'Reminder of your visit',
  '2h': 'Reminder of your visit',
  change: 'Your visit has a new time',
  cancel: 'Your visit is cancelled',
  invitation: 'Questions for you',
  reminder: 'Your questions are still open',
  nudge: 'Your next visit',
  'second-nudge': 'Your next visit, once more',
  'personal-link': 'Your personal link',
  're-issue': 'A new link',
};

/** Everything else answers a text. */
export const whatOf = (kind: string): string => KINDS[kind] ?? 'An answer to your text';

/** What somebody agreed to, to follow "and agreed to" (ux.md P11). */
export const agreedWords = (purpose: Purpose, channel: Channel): string => `${WHAT[purpose]} ${BY[channel]}`;

/** What may still come about the same thing; `day` in words, undefined when nothing is planned. */
export const nextWords = (family: string, day: string | undefined): string | undefined => {
  switch (family) {
    case 'appointment':
      return day === undefined
        ? 'Nothing more comes about this visit unless it changes.'
        : `Next we send a reminder of this visit on ${day}.`;
    case 'survey':
      return day === undefined
        ? 'Nothing more comes about these questions.'
        : `If they are still open, we write once more on ${day}.`;
    case 'follow-up':
      return day === undefined
        ? 'Nothing more comes about this until after your next visit.'
        : `If no visit is booked by then, we write once more on ${day}.`;
    default:
      return undefined;
  }
};
