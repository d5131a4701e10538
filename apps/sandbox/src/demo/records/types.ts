/** Records of a run, one JSON object a line. Times are virtual instants, ISO 8601 UTC. */

export interface ProviderMessageRecord {
  readonly at: string;
  readonly channel: 'sms' | 'email';
  readonly to: string;
  readonly from: string;
  readonly subject?: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Twilio's sid, or the Message-ID of a mail. */
  readonly providerId: string;
}

export interface InboundRecord {
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
}

export interface PersonRecord {
  readonly clientRef: string;
  readonly clinicId: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly locale: string;
  readonly zones: readonly { readonly from: string; readonly zone: string }[];
  readonly consents: readonly {
    readonly at: string;
    readonly channel: 'sms' | 'email';
    readonly purpose: 'appointment' | 'survey' | 'follow-up';
    readonly granted: boolean;
  }[];
}

export interface BookingRecord {
  readonly at: string;
  readonly clinicId: string;
  readonly bookingId: string;
  readonly clientRef: string;
  readonly what: 'book' | 'move' | 'cancel' | 'no-show' | 'complete';
  readonly startsAt: string;
  readonly endsAt: string;
  readonly techniques: readonly string[];
}

export interface LedgerRecord {
  readonly reminderId: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly bookingId?: string;
  readonly sessionId?: string;
  readonly surveyId?: string;
  readonly family: 'appointment' | 'survey' | 'follow-up' | 'reply' | 'link';
  readonly kind: string;
  readonly occurrence: string;
  readonly cause: string;
  readonly firstDueAt: string;
  readonly dueAt: string;
  /** From this instant on the message is of no use; for a survey its close. */
  readonly notAfter?: string;
  readonly state: string;
  readonly reason?: string;
  readonly history: readonly {
    readonly at: string;
    readonly to: string;
    readonly reason?: string;
    /** What was due from then on, where the entry changed it. */
    readonly dueAt?: string;
    /** Of a row that went in another one's message: that row's id. */
    readonly note?: string;
  }[];
  readonly providerIds: readonly string[];
}

export interface AnswersRecord {
  readonly at: string;
  readonly surveyId: string;
  readonly clientRef: string;
  readonly sessionId: string | null;
  readonly instrument: string;
  /** False when the person stopped half-way. */
  readonly finished: boolean;
  /** Days that the page asked to count, as its hint says; only where it asked. */
  readonly windowDays?: number;
  readonly answers: Readonly<Record<string, string | readonly string[]>>;
}

/** What a draft of a clinic's rules would do to one reminder that waits, as its preview says. */
export interface RuleDifference {
  readonly reminderId: string;
  readonly kind: string;
  readonly to: { readonly state: string; readonly dueAt: string };
}

/** Rules that an owner previewed and then applied, at one instant. */
export interface RuleChangeRecord {
  readonly at: string;
  readonly clinicId: string;
  /** Messages of the next twelve weeks as planned, with the old rules and the new ones. */
  readonly before: number;
  readonly after: number;
  /** Clients who have a message in these weeks under the new rules. */
  readonly people: number;
  /** All of them, as the preview lists them. */
  readonly differences: readonly RuleDifference[];
}

/** The first report of a clinic as its owner sees it. */
export type ReportRecord = Readonly<Record<string, unknown>> & { readonly clinicId: string };

export interface RunRecords {
  readonly providerMessages: readonly ProviderMessageRecord[];
  readonly inbound: readonly InboundRecord[];
  readonly people: readonly PersonRecord[];
  readonly bookings: readonly BookingRecord[];
  readonly ledger: readonly LedgerRecord[];
  readonly answers: readonly AnswersRecord[];
  readonly reports: readonly ReportRecord[];
  readonly rules: readonly RuleChangeRecord[];
}
