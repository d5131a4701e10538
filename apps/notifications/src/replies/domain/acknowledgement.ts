/** What a client last said about coming to one visit. */
export interface Acknowledgement {
  readonly bookingId: string;
  readonly clientRef: string;
  /** Of the booking, as the note told it. */
  readonly sequence: number;
  readonly expected: boolean;
  readonly at: Date;
}

export type AcknowledgingIntent = 'yes' | 'no' | 'later' | 'undone';

/** The visit that a reply is about. */
export type AnsweredVisit = Pick<Acknowledgement, 'bookingId' | 'clientRef' | 'sequence'>;

/** Would it only be said again? A NO or LATER is news to the owner: a yes may have been said on the visit's page since. */
const isToldAlready = (last: Acknowledgement | undefined, intent: AcknowledgingIntent, at: Date): boolean => {
  if (intent === 'yes') return last?.expected === true;
  if (intent === 'undone') return last?.expected !== true;
  return last?.expected === false && last.at >= at;
};

/**
 * Undefined: nothing is new. Of words about one time of a visit the latest stands, in whatever order they are acted upon.
 * Whether a NO or LATER takes anything back is for the owner of bookings to decide; alone it changes nothing there.
 */
export const acknowledged = (
  known: Acknowledgement | undefined,
  said: { readonly visit: AnsweredVisit; readonly intent: AcknowledgingIntent; readonly at: Date },
): Acknowledgement | undefined => {
  const { visit, intent, at } = said;
  const last = known?.sequence === visit.sequence ? known : undefined;
  const isOld = last !== undefined && last.at > at;
  return isOld || isToldAlready(last, intent, at) ? undefined : { ...visit, expected: intent === 'yes', at };
};
