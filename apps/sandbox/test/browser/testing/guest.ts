import type { SeenMail } from '../../../src/demo/http/outside-world.js';
import type { StaffSession } from '../../../src/demo/http/staff-session.js';
import type { Stack } from '../../support/stack.js';

export interface GuestFacts {
  readonly firstName: string;
  readonly phone: string;
  readonly email: string;
}

/** Survey, booking, choices, why. */
export type LinkKind = 's' | 'b' | 'u' | 'w';

/** A client who agreed to everything, with the phone and mailbox that links arrive in. */
export class Guest {
  private constructor(
    private readonly stack: Stack,
    private readonly staff: StaffSession,
    readonly ref: string,
    private readonly practitionerId: string,
    readonly facts: GuestFacts,
  ) {}

  static async arrive(stack: Stack, staff: StaffSession, facts: GuestFacts): Promise<Guest> {
    const practitioner = await staff.post<{ id: string }>('/api/scheduling/v1/practitioners', { name: 'Ana Reyes' });
    const client = await staff.post<{ ref: string }>('/api/scheduling/v1/clients', {
      ...facts,
      lastName: 'T',
      zone: 'Europe/London',
      locale: 'en-GB',
      yearOfBirth: 1985,
    });
    const entries = (['sms', 'email'] as const).flatMap((channel) =>
      (['appointment', 'survey', 'follow-up'] as const).map((purpose) => ({
        channel,
        purpose,
        granted: true,
        evidence: 'signed at the desk',
      })),
    );
    await staff.put(`/api/notifications/v1/clients/${client.ref}/consents`, { entries });
    return new Guest(stack, staff, client.ref, practitioner.id, facts);
  }

  async book(startsAt: string, technique = 'swedish'): Promise<string> {
    const booking = await this.staff.post<{ id: string }>('/api/scheduling/v1/bookings', {
      clientRef: this.ref,
      practitionerId: this.practitionerId,
      techniques: [technique],
      startsAt,
      durationMin: 60,
    });
    return booking.id;
  }

  act(bookingId: string, what: 'move' | 'cancel' | 'complete' | 'no-show', body: object = {}): Promise<unknown> {
    return this.staff.post(`/api/scheduling/v1/bookings/${bookingId}/${what}`, body);
  }

  mails(): Promise<readonly SeenMail[]> {
    return this.stack.world.mailsTo(this.facts.email);
  }

  async texts(): Promise<readonly string[]> {
    const { items } = await this.stack.world.textsSince(0);
    return items.filter((text) => text.to === this.facts.phone).map((text) => text.body);
  }

  /** The newest link of a kind in a note that has the words. */
  async link(kind: LinkKind, words = ''): Promise<string> {
    const link = await this.linkIfAny(kind, words);
    if (link === undefined) throw new Error(`no /${kind} link came for ${this.facts.firstName} with "${words}"`);
    return link;
  }

  async linkIfAny(kind: LinkKind, words = ''): Promise<string | undefined> {
    const mails = (await this.mails()).map((mail) => `${mail.subject}\n${mail.text}`);
    return [...(await this.texts()), ...mails]
      .filter((note) => note.includes(words))
      .flatMap((note) => [...note.matchAll(/https?:\/\/\S+\/([a-z])\/[0-9A-Za-z]{22}/gu)])
      .filter((match) => match[1] === kind)
      .map(([url]) => url)
      .at(-1);
  }
}
