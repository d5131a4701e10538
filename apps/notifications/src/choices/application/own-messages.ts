import { Clock, formatLocal, localOf } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { Clinics } from '../../clinics/application/ports.js';
import { Explanations } from '../../reminders/application/ports.js';
import type { ReminderView } from '../../reminders/application/reminder-view.js';
import { becauseOf, tenseOf, whatOf } from '../domain/why-words.js';

/** One message in the client's words. */
export interface OwnMessage {
  readonly state: 'sent' | 'coming' | 'not-sent';
  /** "Tuesday 11 May, 10:30", on the client's clock. */
  readonly when: string;
  readonly what: string;
  readonly channel?: 'sms' | 'email';
  /** Goes on after "because": why it was or will be sent, or why not. Absent where that is no business of the client's. */
  readonly because?: string;
}

/** As many as fit a page that somebody reads on a phone. */
const NEWEST = 30;

const SENT: readonly ReminderView['state'][] = ['sent', 'delivered', 'sending'];
const COMING: readonly ReminderView['state'][] = ['planned', 'held'];
const NOT_SENT: readonly ReminderView['state'][] = ['skipped', 'withdrawn', 'failed'];

const stateOf = ({ state }: ReminderView): OwnMessage['state'] | undefined => {
  if (SENT.includes(state)) return 'sent';
  if (COMING.includes(state)) return 'coming';
  return NOT_SENT.includes(state) ? 'not-sent' : undefined;
};

/** Everything that was sent to a client lately, what comes, and what did not; names no person, no rule and no address. */
@Injectable()
export class OwnMessages {
  constructor(
    private readonly explanations: Explanations,
    private readonly clinics: Clinics,
    private readonly clock: Clock,
  ) {}

  async of(client: { readonly clinicId: string; readonly clientRef: string }): Promise<readonly OwnMessage[]> {
    const clinic = (await this.clinics.rulesOf([client.clinicId])).get(client.clinicId);
    if (clinic === undefined) return [];
    const rows = await this.explanations.recentOf(client, NEWEST);
    return rows.flatMap((row) => this.lineOf(row, clinic.zone));
  }

  private lineOf(row: ReminderView, clinicZone: string): readonly OwnMessage[] {
    const state = stateOf(row);
    if (state === undefined) return [];
    const because = this.because(row, state, clinicZone);
    // What did not go out for a reason of ours alone would only puzzle.
    if (state === 'not-sent' && because === undefined) return [];
    const sentAt = row.history.find(({ to }) => to === 'sent')?.at;
    const local = localOf(state === 'sent' && sentAt !== undefined ? sentAt : row.dueAt, row.zone);
    return [
      {
        state,
        when: `${formatLocal(local, 'long-day')}, ${formatLocal(local, 'time')}`,
        what: whatOf(row.kind),
        ...(row.channel === undefined ? {} : { channel: row.channel }),
        ...(because === undefined ? {} : { because }),
      },
    ];
  }

  private because(
    { cause, reason, startsAt }: ReminderView,
    state: OwnMessage['state'],
    zone: string,
  ): string | undefined {
    if (state === 'not-sent') return reason === undefined ? undefined : becauseOf(reason, undefined);
    const visit = startsAt === undefined ? undefined : formatLocal(localOf(startsAt, zone), 'long-day');
    return becauseOf(tenseOf(cause, startsAt !== undefined && startsAt <= this.clock.now()), visit);
  }
}
