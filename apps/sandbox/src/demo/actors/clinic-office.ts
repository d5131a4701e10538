import { send, UnexpectedAnswerError } from '../http/json-http.js';
import type { StaffSession } from '../http/staff-session.js';
import type { DemoClinic } from '../domain/clinics.js';
import type { Person } from '../domain/people.js';
import type { Run } from '../play/run.js';
import type { RuleChangeRecord, RuleDifference } from '../records/types.js';

const RULES = '/api/notifications/v1/rules';

interface Created {
  readonly id: string;
}

/** What a client record looks like when it comes back; older answers call the id `ref`. */
interface CreatedClient {
  readonly ref: string;
}

/** A booking as staff see it. */
export interface BookedVisit {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

interface DifferencePage {
  readonly items: readonly RuleDifference[];
  readonly next?: string;
}

interface RulesInForce {
  readonly rules: object;
  readonly replanning: { readonly phase: string } | null;
}

interface Messages {
  readonly messages: number;
  readonly people: number;
}

/** What the API says of a draft of the clinic's rules. */
interface RulePreview {
  readonly previewId: string;
  readonly total: { readonly before: Messages; readonly after: Messages };
  readonly differences: DifferencePage;
}

const OPENING = { from: '08:30', to: '19:00' };

/** Everything a clinic's owner and front desk do through the API. */
export class ClinicOffice {
  clinicId = '';
  private practitionerIds: readonly string[] = [];

  constructor(
    readonly clinic: DemoClinic,
    private readonly staff: StaffSession,
    private readonly run: Run,
  ) {}

  /** Turns a set-up code into the clinic and its owner, then makes it ready to send. */
  async open(setupCode: string): Promise<void> {
    const { name, alias, country, zone, locale, phone, smsSender, emailFrom, emergencyNumber, urgentNumber } =
      this.clinic;
    const answer = await send(`${this.run.publicUrl}/api/auth/first-owner`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.run.publicUrl },
      body: JSON.stringify({
        code: setupCode,
        email: this.clinic.ownerEmail,
        clinic: { name, alias, country, zone, locale, phone, smsSender, emailFrom, emergencyNumber, urgentNumber },
      }),
    });
    if (answer.status >= 300) throw new UnexpectedAnswerError('POST /api/auth/first-owner', answer);
    this.clinicId = (JSON.parse(answer.text) as { clinicId: string }).clinicId; // the gateway's answer
    await this.staff.patch('/api/scheduling/v1/clinic', {
      place: `${this.clinic.name}, North Street 4`,
      openingHours: this.clinic.openDays.map((weekday) => ({ weekday, ...OPENING })),
      holidayRegion: this.clinic.holidayRegion,
      rooms: this.clinic.practitioners.map((_one, index) => `Room ${index + 1}`),
      staffContacts: { phones: [], emails: [this.clinic.staffEmail] },
      sendMode: 'live',
    });
    this.practitionerIds = await this.engage();
  }

  private async engage(): Promise<readonly string[]> {
    const ids: string[] = [];
    for (const [index, { name, skills }] of this.clinic.practitioners.entries()) {
      const competencies = skills.map((code) => ({ code, evidence: 'certificate seen', hours: 40 }));
      const path = '/api/scheduling/v1/practitioners';
      ids.push((await this.staff.post<Created>(path, { name, competencies }, `practitioner-${index + 1}`)).id);
    }
    return ids;
  }

  async register(person: Person): Promise<string> {
    const { firstName, lastName, phone, email, zone, yearOfBirth } = person;
    const { locale } = this.clinic;
    const body = { firstName, lastName, phone, email, zone, yearOfBirth, locale };
    const created = await this.staff.post<CreatedClient>('/api/scheduling/v1/clients', body, person.name);
    return created.ref;
  }

  /** The consents as they were captured at the desk. */
  async recordConsents(clientRef: string, person: Person): Promise<void> {
    const entries = person.consents.map((consent) => ({ ...consent, evidence: 'signed at the desk' }));
    await this.staff.put(`/api/notifications/v1/clients/${clientRef}/consents`, { entries });
  }

  changeZone(clientRef: string, zone: string): Promise<unknown> {
    return this.staff.patch(`/api/scheduling/v1/clients/${clientRef}`, { zone });
  }

  book(visit: {
    /** Names the request, so that a repetition books nothing twice and one seed gives one id. */
    readonly key: string;
    readonly clientRef: string;
    readonly practitioner: number;
    readonly technique: string;
    readonly minutes: number;
    readonly startsAt: Date;
  }): Promise<BookedVisit> {
    const body = {
      clientRef: visit.clientRef,
      ...this.placeOf(visit.practitioner),
      techniques: [visit.technique],
      startsAt: visit.startsAt.toISOString(),
      durationMin: visit.minutes,
    };
    return this.staff.post<BookedVisit>('/api/scheduling/v1/bookings', body, visit.key);
  }

  move(
    bookingId: string,
    to: { readonly startsAt: Date; readonly practitioner: number; readonly minutes: number },
  ): Promise<BookedVisit> {
    return this.staff.post<BookedVisit>(`/api/scheduling/v1/bookings/${bookingId}/move`, {
      startsAt: to.startsAt.toISOString(),
      durationMin: to.minutes,
      ...this.placeOf(to.practitioner),
    });
  }

  cancel(bookingId: string): Promise<unknown> {
    return this.staff.post(`/api/scheduling/v1/bookings/${bookingId}/cancel`, {});
  }

  noShow(bookingId: string): Promise<unknown> {
    return this.staff.post(`/api/scheduling/v1/bookings/${bookingId}/no-show`, {});
  }

  complete(bookingId: string, technique: string): Promise<unknown> {
    const details = { techniques: [technique], areas: ['neck', 'shoulders'] };
    return this.staff.post(`/api/scheduling/v1/bookings/${bookingId}/complete`, details);
  }

  importCalendar(body: object): Promise<{ readonly counts?: Readonly<Record<string, number>> }> {
    return this.staff.post('/api/scheduling/v1/imports', body);
  }

  async visitsOf(clientRef: string): Promise<readonly BookedVisit[]> {
    return (
      await this.staff.get<{ readonly items: readonly BookedVisit[] }>(
        `/api/scheduling/v1/bookings?client=${clientRef}`,
      )
    ).items;
  }

  /** Somebody looks at the open flags, calls the client and clears what has been talked about. */
  async clearFlags(): Promise<void> {
    const open = await this.staff.get<{ readonly items: readonly { readonly flagId: string }[] }>(
      '/api/outcomes/v1/flags?state=open',
    );
    for (const { flagId } of open.items) {
      await this.staff.post(`/api/outcomes/v1/flags/${flagId}/clear`, {
        reason: 'talked on the phone, seen by a doctor',
      });
    }
  }

  /** One change of rules or settings is carried out at a time; ten seconds of machine time after its end it looks for who planned meanwhile. */
  async isChanging(): Promise<boolean> {
    const { replanning } = await this.staff.get<RulesInForce>(RULES);
    return replanning !== null && replanning.phase !== 'done';
  }

  /** The owner narrows the hours of all notes: first a look at what that would change, then the change itself. */
  async narrowHours(hours: { readonly from: string; readonly to: string }): Promise<RuleChangeRecord> {
    const { rules } = await this.staff.get<RulesInForce>(RULES);
    const draft = { ...rules, hours };
    const preview = await this.staff.post<RulePreview>(`${RULES}/preview`, { rules: draft, limit: 500 });
    const differences = [...preview.differences.items];
    for (let after = preview.differences.next; after !== undefined;) {
      const body = { rules: draft, limit: 500, after };
      const page = await this.staff.post<DifferencePage>(`${RULES}/preview/differences`, body);
      differences.push(...page.items);
      after = page.next;
    }
    await this.staff.post(`${RULES}/apply`, { rules: draft, previewId: preview.previewId }, 'narrow-hours');
    const { before, after } = preview.total;
    return {
      ...{ at: this.run.now().toISOString(), clinicId: this.clinicId, people: after.people, differences },
      ...{ before: before.messages, after: after.messages },
    };
  }

  report(from: string, to: string): Promise<object> {
    return this.staff.get<object>(`/api/outcomes/v1/reports/first?from=${from}&to=${to}`);
  }

  private placeOf(practitioner: number): { readonly practitionerId: string; readonly room: string } {
    return { practitionerId: this.practitionerIds[practitioner] ?? '', room: `Room ${practitioner + 1}` };
  }
}
