import { addDays, utcOf } from '@aftercare/kernel';
import type { LocalDate } from '@aftercare/kernel';
import { localText } from '../../clinics/application/clinic-time.js';

export type ReminderState =
  'planned' | 'sending' | 'sent' | 'delivered' | 'failed' | 'held' | 'skipped' | 'withdrawn' | 'rehearsed' | 'unknown';

/** Lines of one state. */
export interface StateCount {
  readonly state: ReminderState;
  readonly n: number;
}

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
  /** No zone of the client is known: the hours of every zone of this country held. */
  readonly anywhereIn?: string;
  readonly state: ReminderState;
  /** Why it was moved, held, skipped, withdrawn or failed. */
  readonly reason?: string;
  readonly channel?: 'sms' | 'email';
  /** The visit that an appointment row is about. */
  readonly startsAt?: Date;
  /** In doubt: when the provider is asked next. */
  readonly lookAt?: Date;
  /** The row of the form that goes, or went, in the same message. */
  readonly takesAlong?: string;
  readonly history: readonly {
    readonly at: Date;
    readonly to: string;
    readonly reason?: string;
    readonly dueAt?: Date;
    /** The account of the person who did it. */
    readonly by?: string;
    /** What else is known of the step, e.g. the ground of a person's act. */
    readonly note?: string;
  }[];
  readonly providerIds: readonly string[];
  /** Which texts it was said with, in the order of its attempts: `A2@1/de`. */
  readonly texts: readonly string[];
}

/** With the times where the client lives, `YYYY-MM-DDTHH:MM`: the console knows no time zone. The visit's is the clinic's own. */
export interface LocalReminderView extends ReminderView {
  readonly dueLocal: string;
  readonly firstDueLocal: string;
  readonly notAfterLocal: string;
  readonly visitLocal?: string;
  readonly lookLocal?: string;
  readonly history: readonly (ReminderView['history'][number] & { readonly atLocal: string })[];
}

export const withLocalTimes = (view: ReminderView, clinicZone: string): LocalReminderView => ({
  ...view,
  dueLocal: localText(view.dueAt, view.zone),
  firstDueLocal: localText(view.firstDueAt, view.zone),
  notAfterLocal: localText(view.notAfter, view.zone),
  ...(view.startsAt === undefined ? {} : { visitLocal: localText(view.startsAt, clinicZone) }),
  ...(view.lookAt === undefined ? {} : { lookLocal: localText(view.lookAt, view.zone) }),
  history: view.history.map((step) => ({ ...step, atLocal: localText(step.at, view.zone) })),
});

/** A bound of a list: an instant, or a whole day at the clinic. */
export type Bound = Date | LocalDate;

/** The window [from, to) of a list; the last day belongs to it. */
export const windowOf = (
  bounds: { readonly from?: Bound | undefined; readonly to?: Bound | undefined },
  clinicZone: string,
): { readonly from: Date | undefined; readonly to: Date | undefined } => {
  const begin = (day: LocalDate): Date => utcOf({ date: day, time: '00:00' }, clinicZone);
  const { from, to } = bounds;
  return {
    from: typeof from === 'string' ? begin(from) : from,
    to: typeof to === 'string' ? begin(addDays(to, 1)) : to,
  };
};
