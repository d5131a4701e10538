/** The texts of ux.md 5.4 by their id there; `S2r`, `S-new` and `R-start` are ours, in the same manner. */
export type TextId =
  | 'A1'
  | 'A2'
  | 'A3'
  | 'A4'
  | 'S0'
  | 'S1'
  | 'S1r'
  | 'S2'
  | 'S2r'
  | 'F1'
  | 'L1'
  | 'S-new'
  | 'R-yes'
  | 'R-stop'
  | 'R-start'
  | 'R-cancel'
  | 'R-help'
  | 'R-unclear';

/** What a text may name. Nothing here is a person's name. */
export type VariableName =
  | 'alias'
  | 'link'
  | 'phone'
  | 'emergencyNumber'
  | 'visit'
  | 'visitDay'
  | 'visitLongDay'
  | 'visitTime'
  | 'oldVisit'
  | 'closes'
  | 'closesWeekday';

export type Variables = Readonly<Partial<Record<VariableName, string>>>;

/** One text in one language. A changed wording is a new version, so that a row can show what it really said. */
export interface MessageText {
  readonly id: TextId;
  readonly version: number;
  /** Placeholders in braces. `{link}` is followed by a space or the end, so that phones recognise it. */
  readonly sms: string;
  /** Replies have none: they answer a text by a text. Names no content. */
  readonly subject?: string;
}

/** Follows the SMS where the family must say how to stop; an email has the foot links for that. */
export const STOP_WORDING = ' Reply STOP to opt out';

export interface Catalogue {
  /** BCP 47 language of the texts and of the dates in them. */
  readonly locale: string;
  readonly texts: Readonly<Record<TextId, MessageText>>;
}
