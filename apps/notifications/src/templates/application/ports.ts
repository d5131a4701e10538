import type { Chosen, SignedOff, Wish } from '../domain/language.js';
import type { OwnText } from '../domain/own-text.js';

export type { ClinicWords } from '../domain/own-text.js';

/** A local date and time in words, already in the client's language and the right zone; made by `visitWords` (words.ts). */
export interface VisitWords {
  /** `Tue 11 May 10:30`. */
  readonly dayTime: string;
  /** `Tue 11 May`. */
  readonly day: string;
  /** `Tuesday 11 May`. */
  readonly longDay: string;
  /** `10:30`. */
  readonly time: string;
}

/** Made by `dayWords` (words.ts). */
export interface DayWords {
  /** `Sat 15 May`. */
  readonly day: string;
  /** `Saturday`. */
  readonly weekday: string;
  readonly longDay: string;
}

/** What every message carries. */
export interface MessageFrame {
  readonly channel: 'sms' | 'email';
  /** Of the chosen words: what `wordsFor` answered, not the client's own. */
  readonly locale: string;
  /** The client asked for another language: an email says so in one line (domain.md 2.7). */
  readonly isFallback?: boolean;
  /** What the clinic wrote itself; a text of its own goes before ours. */
  readonly own?: readonly OwnText[];
  /** Neutral sender name of the clinic. */
  readonly alias: string;
  /** First name of the client; emails may use it, texts do not. */
  readonly firstName: string;
  /** Phone of the clinic, as people dial it. */
  readonly phone: string;
  readonly urgentNumber: string;
  readonly emergencyNumber: string;
  /** The main link. */
  readonly link: string;
  /** Of a form that goes in the same message; only the reminders of three and of one day take one along. */
  readonly formLink?: string;
  /** `/w/...`: why did I get this? Email foot. */
  readonly whyLink: string;
  /** `/u/...`: choose what you get. Email foot, STOP confirmation, List-Unsubscribe. */
  readonly choicesLink: string;
}

/** What differs by kind; the words are localised, no template computes a date. */
export type MessageContent =
  | { readonly kind: 'confirmation' | '72h' | '24h' | '2h' | 'cancel'; readonly visit: VisitWords }
  | { readonly kind: 'change'; readonly visit: VisitWords; readonly previous: VisitWords }
  /** `closes` is absent for `intake@1`, whose `firstVisit` is given. */
  | {
      readonly kind: 'invitation' | 'reminder' | 're-issue';
      readonly instrument: string;
      readonly closes: DayWords;
      readonly firstVisit?: DayWords;
    }
  | { readonly kind: 'nudge' | 'second-nudge' | 'personal-link' }
  | { readonly kind: 'yes'; readonly visit: VisitWords }
  /** `visitStays`: the person wrote "cancel" and may have meant the visit. */
  | { readonly kind: 'stop-confirmation'; readonly visitStays?: true }
  /** NO and LATER: nothing was changed, and here is the link that can. */
  | { readonly kind: 'start-confirmation' | 'help' | 'unclear' | 'cancel-help' | 'visit-stays' };

export type MessageInput = MessageFrame & MessageContent;

export interface RenderedSms {
  readonly body: string;
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly parts: number;
}

/** Its headers are made by `unsubscribeHeaders` (email-headers.ts). */
export interface RenderedEmail {
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
}

/** The clinic's own text could not be used, so ours was. */
export interface ReplacedText {
  readonly templateVersion: string;
  readonly problems: readonly string[];
}

export type RenderResult =
  | {
      readonly sms?: RenderedSms;
      readonly email?: RenderedEmail;
      /** Text, version and language: `A2@1/de`, or `A2@own-3/de` of the clinic's own. */
      readonly templateVersion: string;
      readonly replaced?: ReplacedText;
    }
  /** The lint stopped it: nothing is sent, the row is skipped with `TEXT_REFUSED`. `problems` are codes, without the text. */
  | { readonly refused: 'TEXT_REFUSED'; readonly problems: readonly string[] };

/** Who is written to, and what the clinic answers for. */
export interface WordsWish extends Omit<Wish, 'signedOff'> {
  readonly signedOff?: readonly SignedOff[];
}

/** Renders the channel that the input names. Pure and quick. */
export abstract class MessageTemplates {
  /** Which words somebody is written to in; dates are written with the same locale. */
  abstract wordsFor(wish: WordsWish): Chosen;
  /** A text of the clinic's own that does not render falls back to ours; no message is lost for it. */
  abstract render(input: MessageInput): RenderResult;
}

/** The calendar file of a booking (RFC 5545, UTC instants): REQUEST or CANCEL in confirmation, change and cancel emails, PUBLISH for downloads. */
export abstract class CalendarFiles {
  abstract of(visit: CalendarVisit): string;
}

export interface CalendarVisit {
  readonly uid: string;
  readonly sequence: number;
  readonly method: 'PUBLISH' | 'REQUEST' | 'CANCEL';
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Name of the organizer. */
  readonly alias: string;
  /** REQUEST and CANCEL name both (RFC 5546): the clinic's sender address and the client's. */
  readonly organizerEmail?: string;
  readonly attendeeEmail?: string;
  readonly link: string;
  readonly at: Date;
}
