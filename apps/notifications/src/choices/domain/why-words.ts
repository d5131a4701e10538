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
  CLIENT_IN_ATTACK: 'you asked for tomorrow',
  QUIET_HOURS: 'we do not write at that hour',
  CLOSED_DAY: 'we do not write at that hour',
  CAP: 'you already had a message that day',
  MERGED: 'it was sent together with another',
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
