import { Injectable } from '@nestjs/common';
import { Clinics } from '../../../clinics/application/ports.js';
import type { ClinicRules } from '../../../clinics/application/ports.js';
import { ConsentBook } from '../../../consents/application/consent-book.js';
import type { Entry } from '../../../consents/application/consent-book.js';
import { Contacts } from '../../../contacts/application/ports.js';
import type { Contact } from '../../../contacts/application/ports.js';
import type { BookingStatus, SurveyStatus } from '../../domain/decide-send.js';
import { countsForBrake } from '../../domain/brake.js';
import { earlierIds } from '../../domain/earlier-notes.js';
import { mayCarry } from '../../domain/merge.js';
import { isRoutine, reminderId } from '../../domain/reminder.js';
import type { Channel, Reminder } from '../../domain/reminder.js';
import { Owners, SendProjections } from './owners.js';
import type { CountedMessage } from './owners.js';

const DAY_MS = 86_400_000;
/** On which the clocks go back. */
const LONGEST_DAY = 25 / 24;

/** Everything about a slot's rows, read in bulk after the claim. `undefined` of an owner: it was silent. */
export interface SlotKnowledge {
  readonly rules: ReadonlyMap<string, ClinicRules>;
  /** Undefined when the owner of contacts was needed and silent. */
  readonly contacts: ReadonlyMap<string, Contact> | undefined;
  readonly consents: ReadonlyMap<string, readonly Entry[]>;
  readonly stopped: ReadonlySet<string>;
  /** Numbers whose STOP was lifted, and when; read for rows in doubt only. */
  readonly openedAt?: ReadonlyMap<string, Date>;
  readonly bookings: ReadonlyMap<string, BookingStatus> | undefined;
  readonly ownBookings: ReadonlyMap<string, BookingStatus>;
  readonly surveys: ReadonlyMap<string, SurveyStatus> | undefined;
  readonly booked: ReadonlySet<string> | undefined;
  readonly holds: ReadonlyMap<string, { readonly flagged: boolean; readonly deferredUntil?: Date }>;
  readonly counted: readonly CountedMessage[];
  /** Planned reminders of visits and survey messages of these people, a day around now; not those of the slot itself. */
  readonly waiting: readonly Reminder[];
  readonly invitedOn: ReadonlyMap<string, Channel>;
  /** Notes that come before rows of these people, by id. */
  readonly notes?: ReadonlyMap<string, Reminder>;
}

export const invitationOf = (row: Reminder): string =>
  reminderId({
    clinicId: row.clinicId,
    clientRef: row.clientRef,
    kind: 'invitation',
    occurrence: `${row.subject.surveyId ?? ''}:invitation`,
  });

const asksSurvey = (row: Reminder): boolean => row.family === 'survey' || row.kind === 're-issue';

const orSilent = async <T>(question: Promise<T>): Promise<T | undefined> => {
  try {
    return await question;
  } catch {
    // The client of the owner has logged it; a silent owner delays rows, it does not fail the slot.
    return undefined;
  }
};

/** Reads the facts of a slot: own projections, and one bulk look-up per owner. */
@Injectable()
export class SlotReader {
  constructor(
    private readonly clinics: Clinics,
    private readonly contacts: Contacts,
    private readonly consents: ConsentBook,
    private readonly owners: Owners,
    private readonly projections: SendProjections,
  ) {}

  async read(rows: readonly Reminder[], now: Date): Promise<SlotKnowledge> {
    const [reach, owned, own, waiting] = await Promise.all([
      this.reach(rows),
      this.owned(rows, now),
      this.own(rows, now),
      this.waiting(rows, now),
    ]);
    // Whether a visit was missed is known here only; all else where its owner is silent.
    const asked = bookingRefs(owned.bookings === undefined ? rows : rows.filter(({ kind }) => kind === '2h'));
    const ownBookings = asked.length === 0 ? new Map<string, BookingStatus>() : await this.projections.bookings(asked);
    const known = { ...reach, ...owned, ...own, ownBookings, waiting };
    const forms = waiting.filter(({ family }) => family === 'survey');
    return forms.length > 0 && rows.some(mayCarry) ? this.withForms(known, forms, now) : known;
  }

  /** The same about a row whose call was lost, and since when its person's number is open. */
  async readInDoubt(row: Reminder, now: Date): Promise<SlotKnowledge> {
    const known = await this.read([row], now);
    return { ...known, openedAt: await this.consents.openedOf(numbersOf(known.contacts)) };
  }

  /** Forms that may go in the message of one of the rows are judged like rows. */
  private async withForms(known: SlotKnowledge, forms: readonly Reminder[], now: Date): Promise<SlotKnowledge> {
    const [owned, own] = await Promise.all([this.owned(forms, now), this.own(forms, now)]);
    const surveys = owned.surveys === undefined ? known.surveys : new Map([...(known.surveys ?? []), ...owned.surveys]);
    return {
      ...known,
      // The owner that was silent about the rows stays silent about them.
      ...(known.surveys === undefined ? {} : { surveys }),
      holds: new Map([...known.holds, ...own.holds]),
      invitedOn: new Map([...known.invitedOn, ...own.invitedOn]),
      notes: new Map([...(known.notes ?? []), ...own.notes]),
    };
  }

  private async waiting(rows: readonly Reminder[], now: Date): Promise<readonly Reminder[]> {
    const people = rows.filter((row) => isRoutine(row.family) || mayCarry(row));
    if (people.length === 0) return [];
    const span = { from: new Date(now.getTime() - DAY_MS), to: new Date(now.getTime() + DAY_MS) };
    return this.projections.waitingOf(people, span);
  }

  private async reach(
    rows: readonly Reminder[],
  ): Promise<Pick<SlotKnowledge, 'rules' | 'contacts' | 'consents' | 'stopped'>> {
    const rules =
      (await orSilent(this.clinics.rulesOf([...new Set(rows.map(({ clinicId }) => clinicId))]))) ??
      new Map<string, ClinicRules>();
    const contacts = await orSilent(this.contacts.ensure(rows));
    const [consents, stopped] = await Promise.all([
      this.consents.entriesOf(rows),
      this.consents.stoppedOf(numbersOf(contacts)),
    ]);
    return { rules, contacts, consents, stopped };
  }

  private async owned(
    rows: readonly Reminder[],
    now: Date,
  ): Promise<Pick<SlotKnowledge, 'bookings' | 'surveys' | 'booked'>> {
    const surveyRefs = rows
      .filter(asksSurvey)
      .map(({ clinicId, subject }) => ({ clinicId, surveyId: subject.surveyId ?? '' }));
    const nudged = rows
      .filter(({ family }) => family === 'follow-up')
      .map(({ clinicId, clientRef }) => ({ clinicId, clientRef }));
    const refs = bookingRefs(rows);
    const [bookings, surveys, booked] = await Promise.all([
      refs.length === 0 ? new Map<string, BookingStatus>() : orSilent(this.owners.bookings(refs)),
      surveyRefs.length === 0 ? new Map<string, SurveyStatus>() : orSilent(this.owners.surveys(surveyRefs)),
      nudged.length === 0 ? new Set<string>() : orSilent(this.owners.booked(nudged, now)),
    ]);
    return { bookings, surveys, booked };
  }

  private async own(
    rows: readonly Reminder[],
    now: Date,
  ): Promise<Pick<SlotKnowledge, 'holds' | 'counted' | 'invitedOn'> & Required<Pick<SlotKnowledge, 'notes'>>> {
    const routine = rows.filter(({ family }) => isRoutine(family));
    // The caps look back a week, the brake a day.
    const since = new Date(now.getTime() - (routine.length > 0 ? 7 : LONGEST_DAY) * DAY_MS);
    const noted = rows.flatMap((row) => {
      const invitation = row.kind === 'reminder' ? [invitationOf(row)] : [];
      return [...new Set([...invitation, ...earlierIds(row)])].map((id) => ({ clinicId: row.clinicId, id }));
    });
    const ids = new Set(rows.map(({ id }) => id));
    const [holds, counted, notes] = await Promise.all([
      this.projections.holdsOf(routine),
      this.projections.countedSince(rows.filter(countsForBrake), since, rows[0]?.claim?.id),
      this.projections.notesOf(noted),
    ]);
    // Rows of this slot are counted one by one as they are decided.
    return { holds, counted: counted.filter(({ id }) => !ids.has(id)), invitedOn: channelsOf(notes), notes };
  }
}

const channelsOf = (notes: ReadonlyMap<string, Reminder>): ReadonlyMap<string, Channel> =>
  new Map([...notes].flatMap(([id, { channel }]) => (channel === undefined ? [] : [[id, channel] as const])));

const numbersOf = (contacts: SlotKnowledge['contacts']) =>
  [...(contacts?.values() ?? [])].flatMap(({ clinicId, phoneIndex }) =>
    phoneIndex === null ? [] : [{ clinicId, phoneIndex }],
  );

const bookingRefs = (rows: readonly Reminder[]): readonly { readonly clinicId: string; readonly bookingId: string }[] =>
  rows.flatMap(({ family, clinicId, subject }) =>
    family === 'appointment' && subject.bookingId !== undefined ? [{ clinicId, bookingId: subject.bookingId }] : [],
  );
