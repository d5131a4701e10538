import { localOf } from '@aftercare/kernel';

/** A row of the ledger as staff, exports and the why page read it. */
export interface ReminderView {
  readonly reminderId: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly bookingId?: string;
  readonly sessionId?: string;
  readonly surveyId?: string;
  readonly family: 'appointment' | 'survey' | 'follow-up' | 'reply' | 'link';
  readonly kind: string;
  readonly occurrence: string;
  /** Why the row exists (ux.md 4.2). */
  readonly cause: string;
  readonly ruleVersion: string;
  readonly firstDueAt: Date;
  readonly dueAt: Date;
  readonly notAfter: Date;
  readonly zone: string;
  readonly state:
    | 'planned'
    | 'sending'
    | 'sent'
    | 'delivered'
    | 'failed'
    | 'held'
    | 'skipped'
    | 'withdrawn'
    | 'rehearsed'
    | 'unknown';
  /** Why it was moved, held, skipped, withdrawn or failed. */
  readonly reason?: string;
  readonly channel?: 'sms' | 'email';
  /** The visit that an appointment row is about. */
  readonly startsAt?: Date;
  readonly history: readonly {
    readonly at: Date;
    readonly to: string;
    readonly reason?: string;
    readonly dueAt?: Date;
  }[];
  readonly providerIds: readonly string[];
}

/** With the times where the client lives, `YYYY-MM-DDTHH:MM`: the console knows no time zone. */
export interface LocalReminderView extends ReminderView {
  readonly dueLocal: string;
  readonly history: readonly (ReminderView['history'][number] & { readonly atLocal: string })[];
}

const localText = (instant: Date, zone: string): string => {
  const { date, time } = localOf(instant, zone);
  return `${date}T${time}`;
};

export const withLocalTimes = (view: ReminderView): LocalReminderView => ({
  ...view,
  dueLocal: localText(view.dueAt, view.zone),
  history: view.history.map((step) => ({ ...step, atLocal: localText(step.at, view.zone) })),
});
