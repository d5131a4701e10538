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

/** Undefined: nothing is new. A NO or LATER means something only after a YES; alone it changes nothing. */
export const acknowledged = (
  known: Acknowledgement | undefined,
  said: { readonly visit: AnsweredVisit; readonly intent: AcknowledgingIntent; readonly at: Date },
): Acknowledgement | undefined => {
  const { visit, intent, at } = said;
  const isExpected = known?.expected === true && known.sequence === visit.sequence;
  const expected = intent === 'yes';
  return expected === isExpected ? undefined : { ...visit, expected, at };
};
