import type { StaffSession } from '../../src/demo/http/staff-session.js';
import type { SeenMail, SeenText } from '../../src/demo/http/outside-world.js';
import type { Stack } from './stack.js';

export interface Visit {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

export interface LedgerRow {
  readonly id: string;
  readonly kind: string;
  readonly family: string;
  readonly state: string;
  readonly reason?: string;
  readonly surveyId?: string;
  readonly cause: string;
}

/** Confirmations wait this long, so that a slip of the desk can be undone. */
export const UNDO_MS = 180_000;

/** One client of one clinic, and what staff do for them; boring where a test does not care. */
export class ClinicLife {
  clientRef = '';
  private practitionerId = '';

  constructor(
    readonly stack: Stack,
    readonly staff: StaffSession,
    readonly phone: string,
    readonly email: string,
  ) {}

  async begin(): Promise<this> {
    const competencies = [{ code: 'trigger-point', evidence: 'certificate seen', hours: 40 }];
    const practitioner = await this.staff.post<{ id: string }>('/api/scheduling/v1/practitioners', {
      name: 'Ana Reyes',
      competencies,
    });
    this.practitionerId = practitioner.id;
    const client = await this.staff.post<{ ref: string }>('/api/scheduling/v1/clients', {
      firstName: 'Mara',
      lastName: 'T',
      phone: this.phone,
      email: this.email,
      zone: 'Europe/London',
      locale: 'en-GB',
      yearOfBirth: 1980,
    });
    this.clientRef = client.ref;
    await this.agree();
    return this;
  }

  /** Says yes to everything, at the desk. */
  async agree(): Promise<void> {
    const entries = (['sms', 'email'] as const).flatMap((channel) =>
      (['appointment', 'survey', 'follow-up'] as const).map((purpose) => ({
        channel,
        purpose,
        granted: true,
        evidence: 'signed at the desk',
      })),
    );
    await this.staff.put(`/api/notifications/v1/clients/${this.clientRef}/consents`, { entries });
  }

  book(startsAt: string): Promise<Visit> {
    return this.staff.post<Visit>('/api/scheduling/v1/bookings', this.orderOf(startsAt));
  }

  /** Whether it could be booked; somebody may have been sooner. */
  async bookIfFree(startsAt: string): Promise<boolean> {
    const answer = await this.staff.answerOf('POST', '/api/scheduling/v1/bookings', { body: this.orderOf(startsAt) });
    if (answer.status !== 201 && !answer.text.includes('SLOT_TAKEN')) throw new Error(answer.text);
    return answer.status === 201;
  }

  async visits(): Promise<readonly Visit[]> {
    const page = await this.staff.get<{ readonly items: readonly Visit[] }>(
      `/api/scheduling/v1/bookings?client=${this.clientRef}`,
    );
    return page.items;
  }

  act(bookingId: string, what: 'move' | 'cancel' | 'complete' | 'no-show', body: object = {}): Promise<Visit> {
    return this.staff.post<Visit>(`/api/scheduling/v1/bookings/${bookingId}/${what}`, body);
  }

  async texts(): Promise<readonly SeenText[]> {
    return (await this.stack.world.textsSince(0)).items.filter((text) => text.to === this.phone);
  }

  mails(): Promise<readonly SeenMail[]> {
    return this.stack.world.mailsTo(this.email);
  }

  async ledger(): Promise<readonly LedgerRow[]> {
    const page = await this.staff.get<{ readonly items: readonly LedgerRow[] }>(
      `/api/notifications/v1/reminders?client=${this.clientRef}&limit=200`,
    );
    return page.items;
  }

  private orderOf(startsAt: string): object {
    return {
      clientRef: this.clientRef,
      practitionerId: this.practitionerId,
      room: 'Room 1',
      techniques: ['swedish'],
      startsAt,
      durationMin: 60,
    };
  }

  /** Steps to an instant; people act there before anything that is due. */
  async at(instant: string, act?: () => Promise<unknown>): Promise<void> {
    const when = new Date(instant);
    await this.stack.director.playUntil(new Date(when.getTime() - 1));
    await this.stack.director.step(when, async () => {
      await act?.();
    });
  }
}
