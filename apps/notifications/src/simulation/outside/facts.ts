import type { ClinicRules } from '../../clinics/application/ports.js';
import type { ToldContact } from '../../contacts/application/contact-directory.js';
import type { Town } from './town.js';

/** A booking as its owner keeps it. */
export interface Booking {
  readonly bookingId: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly sequence: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
  readonly status: 'booked' | 'cancelled' | 'done';
  /** The client did not come to the one before. */
  readonly afterMiss: boolean;
  /** Of its record. */
  readonly version: number;
  /** When it was booked or last moved or cancelled. */
  readonly changedAt: Date;
}

/** One plan of a survey or an interval, with the event that told it. */
export interface Told<T> {
  readonly eventId: string;
  readonly plan: T;
}

export interface SurveyTimes {
  readonly inviteAt: Date;
  readonly remindAt: Date;
  readonly remindAgainAt?: Date;
  readonly closesAt: Date;
}

export interface Survey {
  readonly surveyId: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly version: number;
  readonly generation: number;
  readonly instrument: string;
  readonly state: 'planned' | 'answered' | 'withdrawn' | 'expired';
  readonly times: SurveyTimes;
  readonly told: readonly Told<SurveyTimes>[];
}

export interface FollowUp {
  readonly sessionId: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly version: number;
  readonly dueOn: string;
  readonly eventId: string;
  readonly state: 'planned' | 'withdrawn';
}

export const nameOf = ({ clinicId, clientRef }: { readonly clinicId: string; readonly clientRef: string }): string =>
  `${clinicId}/${clientRef}`;

export interface Flag {
  readonly flagId: string;
  readonly raised: string;
  cleared?: string;
}

/** What somebody wrote to a clinic, by the order in which it came to the service: again and again until that had kept it. */
export interface Written {
  readonly messageId: string;
  /** The clinic's number and the one that wrote. */
  readonly line: string;
  readonly text: string;
  readonly cameAt: { readonly order: number; readonly ms: number }[];
}

const isBookedAfter = ({ status, startsAt }: Booking, instant: Date): boolean =>
  status === 'booked' && startsAt > instant;

/** What is so, at the owners of it: records of scheduling and outcomes. */
export class Facts {
  readonly bookings = new Map<string, Booking>();
  readonly surveys = new Map<string, Survey>();
  readonly followUps = new Map<string, FollowUp>();
  readonly clinics: Map<string, ClinicRules>;
  readonly people: Map<string, ToldContact>;
  /** By person: flags with the events that raised and cleared them. */
  readonly flags = new Map<string, Flag[]>();
  /** By booking: whether it follows a missed visit, with the events that told so after it was booked. */
  readonly misses = new Map<string, Told<boolean>[]>();
  /** By person: "ask me tomorrow", with its event. */
  readonly deferrals = new Map<string, Told<Date>[]>();
  /** Every record of a person, the newest last, with the events that told them; the first one needed none. */
  readonly peopleTold: Map<string, Told<ToldContact>[]>;
  readonly clinicsTold: Map<string, Told<ClinicRules>[]>;
  readonly written = new Map<string, Written>();

  constructor(town: Town) {
    this.clinics = new Map(town.clinics.map((rules) => [rules.clinicId, rules]));
    this.people = new Map(town.people.map((one) => [nameOf(one), one]));
    this.peopleTold = new Map(town.people.map((plan) => [nameOf(plan), [{ eventId: '', plan }]]));
    this.clinicsTold = new Map(town.clinics.map((plan) => [plan.clinicId, [{ eventId: '', plan }]]));
  }

  hasBooking(client: { readonly clinicId: string; readonly clientRef: string }, after: Date): boolean {
    for (const one of this.bookings.values())
      if (one.clientRef === client.clientRef && one.clinicId === client.clinicId && isBookedAfter(one, after))
        return true;
    return false;
  }
}
