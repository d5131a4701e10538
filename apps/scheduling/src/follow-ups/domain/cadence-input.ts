import type { HolidayRegion, LocalDate, Weekday } from '@aftercare/kernel';
import type { AdjustmentRule, CadenceSignals } from './adjustments.js';

/** Changes with every change of a rule, so that an old plan stays explainable. */
export const CADENCE_POLICY = 'cadence@1';

export type ClientWish =
  | { readonly kind: 'days'; readonly days: number }
  /** No note on this day or before it. */
  | { readonly kind: 'pause'; readonly until: LocalDate }
  | { readonly kind: 'none' };

/** Everything that the day of the next visit may depend on. */
export interface CadenceInput {
  readonly session: {
    readonly on: LocalDate;
    /** One per technique. */
    readonly bases: readonly {
      readonly code: string;
      readonly intervalDays: number;
      readonly neverUnderDays: number;
    }[];
  };
  /** H1 */
  readonly openFlag: 'E' | 'U' | 'R' | null;
  /** H2: why nothing may be sent at all. */
  readonly unreachable: 'NO_CONSENT' | 'CONTACT_BAD' | 'ARCHIVED' | null;
  /** H3 */
  readonly hasFutureBooking: boolean;
  /** H4: 7..56 days; the reason for one outside 14..28 stands in the plan. */
  readonly practitionerInterval: { readonly days: number } | null;
  /** H5 */
  readonly clientWish: ClientWish | null;
  readonly signals: CadenceSignals;
  readonly calendar: {
    readonly openWeekdays: readonly Weekday[];
    readonly closureDays: readonly LocalDate[];
    readonly holidayRegion: HolidayRegion | null;
    readonly preferredWeekday: Weekday | null;
  };
  /** The clinic writes this many days ahead of the computed day, 0..7. */
  readonly leadDays: number;
  /** Nothing is planned before this date: a plan made late never lies in the past. */
  readonly notBefore: LocalDate;
}

export type CadenceRule = 'H1' | 'H2' | 'H3' | 'H4' | 'H5' | 'B' | AdjustmentRule | 'C';

/** The order in which reasons are read. */
export const RULE_ORDER: readonly CadenceRule[] = [
  ...(['H1', 'H2', 'H3', 'H4', 'H5', 'B'] as const),
  ...(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'C'] as const),
];

/** One step of the reasoning, in the order of the rules; staff read them as "base 21, stress -7, ...". The days of the applied ones add up to the day. */
export interface CadenceReason {
  readonly rule: CadenceRule;
  readonly code: string;
  readonly days: number;
  /** False: shown beside what counted, e.g. the client's interval where the practitioner's is used. */
  readonly applied: boolean;
}

interface Decided {
  readonly reasons: readonly CadenceReason[];
  /** Practitioner's interval and client's wish say different things; both stand in the reasons. */
  readonly disagree: boolean;
  /** A practitioner looks at the plan (rule A5). */
  readonly review: boolean;
  /** From here on the client counts as lapsed, unless something is booked: shown to the clinic, never written to. */
  readonly lapsesOn: LocalDate;
  readonly policyVersion: string;
}

export type CadenceDecision =
  | (Decided & { readonly kind: 'hold'; readonly rule: CadenceRule; readonly reason: string })
  | (Decided & {
      readonly kind: 'due';
      readonly dueOn: LocalDate;
      readonly windowStart: LocalDate;
      readonly windowEnd: LocalDate;
    });
