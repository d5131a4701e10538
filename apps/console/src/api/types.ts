/** Shapes of the API as the console reads them; unknown fields are ignored. */

export interface Me {
  readonly accountId: string;
  readonly clinicId: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly csrfToken: string;
  readonly endsAt: string;
  /** Product time at the server: the console never asks the device what day it is. */
  readonly now: string;
}

export type SendMode = 'off' | 'rehearsal' | 'staff' | 'live';

export interface Clinic {
  readonly name: string;
  readonly alias: string;
  readonly zone: string;
  readonly sendMode: SendMode;
}

export interface Share {
  readonly n: number;
  readonly of: number;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Change {
  readonly pairs: number;
  readonly mean: number | null;
  readonly sd: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly direction?: 'fewer' | 'more' | 'same';
}

export type Measure = 'unwanted' | 'responder50' | 'change';

export interface Group {
  readonly by: 'all' | 'technique';
  readonly key: string;
  readonly unwanted: Share | null;
  readonly responder50: { readonly answered: Share; readonly due: Share } | null;
  readonly change: Change | null;
  readonly suppressed?: readonly Measure[];
}

export interface Flow {
  readonly due: number;
  readonly delivered: number;
  readonly started: number;
  readonly answered: number;
  readonly usable: number;
}

export interface FirstReport {
  readonly period: { readonly from: string; readonly to: string };
  readonly algorithm: string;
  readonly flow: Flow;
  readonly groups: readonly Group[];
  readonly exclusions: readonly { readonly reason: string; readonly n: number }[];
}

export interface HistoryEntry {
  readonly at: string;
  /** Where the client lives, `YYYY-MM-DDTHH:MM`. */
  readonly atLocal?: string;
  readonly to: string;
  readonly reason?: string;
}

/** One line of the ledger. */
export interface Reminder {
  readonly reminderId: string;
  readonly clientRef: string;
  readonly family: string;
  readonly kind: string;
  readonly cause: string;
  readonly ruleVersion?: string;
  readonly firstDueAt: string;
  readonly dueAt: string;
  /** Where the client lives, `YYYY-MM-DDTHH:MM`. */
  readonly dueLocal?: string;
  readonly zone?: string;
  readonly state: string;
  readonly reason?: string;
  readonly channel?: string;
  readonly history: readonly HistoryEntry[];
  readonly providerIds?: readonly string[];
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly fields?: readonly { readonly field: string; readonly message: string }[];
  readonly instance?: string;
}
