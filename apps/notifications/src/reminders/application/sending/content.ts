import type { MessageContent } from '../../../templates/application/ports.js';
import { dayWords, visitWords } from '../../../templates/application/words.js';
import type { Reminder } from '../../domain/reminder.js';

/** Where the main link of a message leads. */
export interface LinkTarget {
  readonly path: 'b' | 's' | 'go';
  readonly purpose: 'booking' | 'survey' | 'personal';
  readonly id: string;
  readonly generation: number;
}

/** Whose clock and words. */
interface Reader {
  readonly zone: string;
  readonly locale: string;
}

const ABOUT_A_VISIT: readonly Reminder['kind'][] = ['yes', 'unclear', 'cancel-help', 'visit-stays'];

/** Undefined: to the client's choices. */
export const targetOf = (row: Reminder, generation: number | undefined): LinkTarget | undefined => {
  const { surveyId } = row.subject;
  if (row.family === 'survey' || row.kind === 're-issue') {
    return { path: 's', purpose: 'survey', id: surveyId ?? '', generation: generation ?? row.subject.generation ?? 0 };
  }
  if (row.family === 'follow-up') return { path: 'b', purpose: 'booking', id: `next:${row.clientRef}`, generation: 0 };
  // Its occurrence names address and generation, so the token follows from the row.
  if (row.kind === 'personal-link') return { path: 'go', purpose: 'personal', id: row.occurrence, generation: 0 };
  return visitTarget(row);
};

const visitTarget = ({ family, kind, subject: { bookingId } }: Reminder): LinkTarget | undefined => {
  const isAboutVisit = family === 'appointment' || ABOUT_A_VISIT.includes(kind);
  return isAboutVisit && bookingId !== undefined
    ? { path: 'b', purpose: 'booking', id: bookingId, generation: 0 }
    : undefined;
};

type SurveyContent = MessageContent & { readonly kind: 'invitation' | 'reminder' | 're-issue' };

const surveyContent = (kind: SurveyContent['kind'], row: Reminder, { zone, locale }: Reader): SurveyContent => {
  const { closesAt = row.notAfter, sessionId, instrument = 'post-session@1' } = row.subject;
  const closes = dayWords(closesAt, zone, locale);
  // An intake form closes with the first visit.
  const isIntake = sessionId === undefined && instrument.startsWith('intake');
  return { kind, instrument, closes, ...(isIntake ? { firstVisit: closes } : {}) };
};

const visitOf = (startsAt: Date | undefined, row: Reminder, { zone, locale }: Reader) =>
  visitWords({
    startsAt: startsAt ?? row.firstDueAt,
    clinicZone: row.subject.visitZone ?? zone,
    clientZone: zone,
    locale,
  });

const VISIT_KINDS = ['confirmation', '72h', '24h', '2h', 'cancel', 'yes'] as const;
type VisitKind = (typeof VISIT_KINDS)[number];
const SURVEY_KINDS = ['invitation', 'reminder', 're-issue'] as const;

const isVisitKind = (kind: Reminder['kind']): kind is VisitKind => VISIT_KINDS.some((one) => one === kind);
const isSurveyKind = (kind: Reminder['kind']): kind is SurveyContent['kind'] =>
  SURVEY_KINDS.some((one) => one === kind);

/** What differs by kind, with all dates in the client's words. */
export const contentOf = (row: Reminder, reader: Reader): MessageContent => {
  const { kind, subject } = row;
  if (isSurveyKind(kind)) return surveyContent(kind, row, reader);
  if (isVisitKind(kind)) return { kind, visit: visitOf(subject.startsAt, row, reader) };
  if (kind === 'stop-confirmation' && subject.bookingId !== undefined) return { kind, visitStays: true };
  if (kind !== 'change') return { kind };
  return {
    kind,
    visit: visitOf(subject.startsAt, row, reader),
    previous: visitOf(subject.previousStartsAt, row, reader),
  };
};
