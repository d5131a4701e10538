/** Sentences behind the codes of the ledger: why a row exists (cause), and why it was moved, held, skipped, withdrawn or failed. */

interface Sentence {
  /** Follows "because" in the console. */
  readonly staff: string;
  /** Follows "We sent this because" or answers "why not?"; absent where clients never see it. */
  readonly client?: string;
}

export const CAUSES: Readonly<Record<string, Sentence>> = {
  VISIT_BOOKED: { staff: 'booked visit', client: 'you have a visit' },
  VISIT_NEAR: { staff: 'the visit is near', client: 'you have a visit' },
  VISIT_DONE: { staff: 'visit done', client: 'you had a visit' },
  USUAL_INTERVAL: { staff: 'usual interval is over', client: 'your usual interval since your last visit is over' },
  FORM_OPEN: { staff: 'form open, other channel', client: 'your questions are still open' },
  OTHER_CHANNEL: { staff: 'not delivered, other channel instead', client: 'the text did not arrive' },
  CLIENT_ASKED: { staff: 'client asked', client: 'you asked for it' },
  BOOKING_MOVED: { staff: 'booking moved', client: 'your visit changed' },
  BOOKING_CANCELLED: { staff: 'booking cancelled', client: 'your visit changed' },
  STAFF_RETRIED: { staff: 'sent once more by staff', client: 'the first one did not arrive' },
};

export const REASONS: Readonly<Record<string, Sentence>> = {
  ANSWERED: { staff: 'answered' },
  BOOKING_MOVED: { staff: 'booking moved', client: 'your visit changed' },
  BOOKING_CANCELLED: { staff: 'booking cancelled', client: 'your visit changed' },
  DID_NOT_COME: { staff: 'did not come', client: 'your visit changed' },
  HAS_BOOKING: { staff: 'has a booking', client: 'you already have a visit booked' },
  NO_CONSENT: { staff: 'not agreed', client: 'you chose not to get these' },
  STOPPED: { staff: 'STOP received', client: 'you chose not to get these' },
  PAUSED: { staff: 'paused by the client', client: 'you chose not to get these' },
  CONTACT_BAD: { staff: 'number refused or mail bounced', client: 'the address we have does not work' },
  SAFETY_HOLD: { staff: 'open flag, a practitioner must clear it', client: 'we want to speak with you first' },
  CLIENT_IN_ATTACK: { staff: 'client said today is no day for it', client: 'you told us that today is no day for it' },
  QUIET_HOURS: { staff: 'quiet hours, next allowed time', client: 'we do not write at that hour' },
  CLOSED_DAY: { staff: 'closed day, next allowed time', client: 'we do not write at that hour' },
  CAP: { staff: '1 a day, 3 a week', client: 'you already had a message that day' },
  TOO_MANY: {
    staff: 'more than 20 messages to one person in a day, somebody must look',
    client: 'you already had many messages that day',
  },
  MERGED: { staff: 'together with another message of the same day', client: 'it was sent together with another' },
  TOO_LATE: { staff: 'no longer useful' },
  PROVIDER_DOWN: { staff: 'provider down' },
  LOOKING_UP: { staff: 'no answer from provider' },
  RULE_CHANGED: { staff: 'a newer rule replaced this one' },
  CLINIC_CHANGED: { staff: 'new hours or closed days of the clinic', client: 'its time was planned anew' },
  STAFF_CANCELLED: { staff: 'cancelled by staff', client: 'we decided not to send it' },
  STAFF_HELD: { staff: 'held by staff', client: 'we are looking after it ourselves' },
  STAFF_RELEASED: { staff: 'released by staff', client: 'its time was planned anew' },
  REHEARSAL: { staff: 'not sent, rehearsal' },
  ERASED: { staff: 'client data erased' },
  LICENCE_ENDED: { staff: 'licence of this form ended' },
  PROVIDER_REFUSED: { staff: 'provider refused it', client: 'it could not be delivered' },
  UNDELIVERED: { staff: 'not delivered', client: 'it could not be delivered' },
  NOT_PROVEN: { staff: 'delivery could not be proven', client: 'we could not tell whether it arrived' },
  OWNER_SILENT: {
    staff: 'facts from another service are missing',
    client: 'we could not check in time that it is still right',
  },
  NO_CONTACT: { staff: 'no number or address', client: 'we have no number or address of yours' },
  TEXT_REFUSED: { staff: 'text did not pass its checks', client: 'its words need another look' },
  SURVEY_FIRST: { staff: 'a form goes first', client: 'your questions went first' },
  SURVEY_CLOSED: { staff: 'form closed', client: 'your questions are closed' },
  ALLOWANCE: { staff: 'sender allowance used up, next free slot', client: 'many messages left at that time' },
  ARRIVED: { staff: 'the first message arrived after all', client: 'the first one arrived' },
  IMPORTED: { staff: 'booking was imported', client: 'your visit came from another calendar' },
  SEND_OFF: { staff: 'sending is off for the whole clinic', client: 'we were not writing to anybody' },
  ZONE_CHANGED: { staff: 'client lives in another time zone now', client: 'your local time changed' },
  MISS_PUT_RIGHT: {
    staff: 'the missed visit before was put right',
    client: 'the visit before took place after all',
  },
  PLAN_CHANGED: { staff: 'a newer plan gave another time', client: 'its time was planned anew' },
  ARCHIVED: { staff: 'client is archived', client: 'we have closed your file' },
};
