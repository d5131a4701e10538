import { hashId } from '@aftercare/kernel';
import type { ToldContact } from '../../contacts/application/contact-directory.js';
import type { Reminder } from '../../reminders/domain/reminder.js';
import { nameOf } from '../outside/facts.js';
import type { Booking, Facts, FollowUp, Survey, SurveyTimes, Told } from '../outside/facts.js';
import type { Durable } from '../service/durable.js';
import { KeptWhileSame } from './kept.js';
import { appliedAt, ruled } from './own-rules.js';
import type { Ruled } from './own-rules.js';
import { placeOf } from './places.js';
import type { Place } from './places.js';

type Channel = 'sms' | 'email';
type Purpose = 'appointment' | 'survey' | 'follow-up';

/** What was so about a row at one moment; where the service could not know the newest yet, all that it may have known. */
export interface Truth {
  readonly atMs: number;
  readonly step: number;
  readonly people: readonly ToldContact[];
  readonly clinics: readonly Ruled[];
  /** Every setting and rule that the clinic ever had: rows are brought to new ones some moments after these hold. */
  readonly everClinics: readonly Ruled[];
  /** Everywhere that the person lived, or may have. */
  readonly places: readonly Place[];
  /** All of their zones. */
  readonly zones: readonly string[];
  readonly booking: Booking | undefined;
  /** Whether the visit follows a missed one, as far as that was told. */
  readonly afterMiss: readonly boolean[];
  readonly survey: Survey | undefined;
  /** Times of the newest plan that was handled. */
  readonly surveyTimes: SurveyTimes | undefined;
  readonly followUp: FollowUp | undefined;
  readonly hasBooking: boolean;
  readonly isFlagged: boolean;
  readonly deferrals: readonly Date[];
  readonly granted: Readonly<Record<Channel, boolean>>;
  readonly stoppedNumbers: ReadonlySet<string>;
  readonly bad: readonly string[];
}

interface ConsentDocument {
  readonly entries: readonly { readonly channel: Channel; readonly purpose: Purpose; readonly granted: boolean }[];
}

const purposeOf = (row: Reminder): Purpose =>
  row.family === 'survey' || row.family === 'follow-up' ? row.family : 'appointment';

const stopIdOf = (clinicId: string, phone: string): string =>
  hashId('stop', clinicId, hashId(clinicId, 'phone', phone));

/** Reads what is so, and what the service has been told of it. */
export class TruthReader {
  private readonly places = new KeptWhileSame<Pick<Truth, 'places' | 'zones'>>();
  private readonly clinics = new KeptWhileSame<Pick<Truth, 'clinics' | 'everClinics'>>();
  private readonly stopIds = new KeptWhileSame<string>();

  constructor(
    private readonly facts: Facts,
    private readonly durable: Durable,
  ) {}

  of(row: Reminder, moment: { readonly atMs: number; readonly step: number }): Truth {
    const { facts } = this;
    const name = nameOf(row);
    const survey = facts.surveys.get(row.subject.surveyId ?? '');
    const people = this.knownOf(facts.peopleTold.get(name) ?? [], 'follow-moved-clients');
    return {
      ...moment,
      people,
      ...this.placesOf(row),
      ...this.clinicsOf(row.clinicId),
      booking: facts.bookings.get(row.subject.bookingId ?? ''),
      afterMiss: this.missesBefore(row),
      survey,
      surveyTimes: this.knownOf(survey?.told ?? [], 'plan-survey-messages')[0],
      followUp: facts.followUps.get(row.subject.sessionId ?? ''),
      hasBooking: facts.hasBooking(row, new Date(moment.atMs)),
      isFlagged: this.isFlagged(name),
      deferrals: (facts.deferrals.get(name) ?? [])
        .filter(this.isHandledBy('hold-routine-notes'))
        .map(({ plan }) => plan),
      granted: this.grantedTo(row),
      stoppedNumbers: this.stoppedOf(row.clinicId, people),
      bad: this.badOf(row),
    };
  }

  private missesBefore({ subject: { bookingId = '' } }: Reminder): readonly boolean[] {
    return this.knownOf(this.facts.misses.get(bookingId) ?? [], 'plan-appointment-reminders');
  }

  private placesOf(row: Reminder): Pick<Truth, 'places' | 'zones'> {
    const clinicZone = this.facts.clinics.get(row.clinicId)?.zone ?? 'UTC';
    const name = nameOf(row);
    const told = this.facts.peopleTold.get(name) ?? [];
    return this.places.of(name, [told.length, clinicZone], () => {
      const places = told.map(({ plan }) => placeOf(plan, clinicZone));
      return { places, zones: [...new Set(places.flatMap(({ zones }) => zones))] };
    });
  }

  private clinicsOf(clinicId: string): Pick<Truth, 'clinics' | 'everClinics'> {
    const told = this.facts.clinicsTold.get(clinicId) ?? [];
    const applied = appliedAt(this.durable, clinicId);
    const known = this.knownOf(told, 'follow-clinics');
    return this.clinics.of(clinicId, [told.length, known.length, applied], () => ({
      clinics: known.map((settings) => ruled(settings, applied.at(-1))),
      everClinics: told.flatMap(({ plan }) => [undefined, ...applied].map((rules) => ruled(plan, rules))),
    }));
  }

  /** The inbox of a group has it. */
  isHandled(eventId: string, reaction: string): boolean {
    return this.durable.transactions.store.inbox.has(`notifications.${reaction}|/aftercare/outside|${eventId}`);
  }

  private isHandledBy(reaction: string) {
    return ({ eventId }: { readonly eventId: string }): boolean => this.isHandled(eventId, reaction);
  }

  /** The newest that was handled and everything after it, which a look-up may have brought. */
  private knownOf<T>(told: readonly Told<T>[], reaction: string): readonly T[] {
    const handled = told.findLastIndex(this.isHandledBy(reaction));
    return told.slice(Math.max(handled, 0)).map(({ plan }) => plan);
  }

  private isFlagged(name: string): boolean {
    const handled = this.isHandledBy('hold-routine-notes');
    return (this.facts.flags.get(name) ?? []).some(
      ({ raised, cleared }) =>
        handled({ eventId: raised }) && (cleared === undefined || !handled({ eventId: cleared })),
    );
  }

  private grantedTo(row: Reminder): Readonly<Record<Channel, boolean>> {
    // Only the consent store writes the collection.
    const stored = this.durable.transactions.documents('consents').get(row.clientRef) as unknown as
      ConsentDocument | undefined;
    const purpose = purposeOf(row);
    const isGranted = (channel: Channel): boolean =>
      stored?.entries.find((entry) => entry.channel === channel && entry.purpose === purpose)?.granted ??
      purpose === 'appointment';
    return { sms: isGranted('sms'), email: isGranted('email') };
  }

  private stoppedOf(clinicId: string, people: readonly ToldContact[]): ReadonlySet<string> {
    const stops = this.durable.transactions.documents('stops');
    return new Set(
      people.flatMap(({ phone }) => {
        if (phone === null) return [];
        const id = this.stopIds.of(`${clinicId} ${phone}`, [], () => stopIdOf(clinicId, phone));
        const stored = stops.get(id);
        return stored?.['stopped'] === true ? [phone] : [];
      }),
    );
  }

  private badOf(row: Reminder): readonly string[] {
    const stored = this.durable.transactions.documents('contacts').get(row.clientRef);
    // Only the contact store writes the collection.
    return (stored?.['badIndexes'] ?? []) as readonly string[];
  }
}
