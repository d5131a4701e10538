import { dateOf } from '@aftercare/kernel';
import type { LocalDate } from '@aftercare/kernel';
import type { Loaded } from '@aftercare/messaging';
import type { Care, Session } from '../../bookings/application/ports.js';
import type { Catalogue, Technique } from '../../catalogue/application/ports.js';
import type { PlainClient } from '../../clients/application/ports.js';
import { openDaysOf } from '../../clinics/application/ports.js';
import type { Clinic } from '../../clinics/application/ports.js';
import { NO_SIGNALS } from '../domain/adjustments.js';
import { nextVisit } from '../domain/cadence.js';
import type { CadenceDecision } from '../domain/cadence.js';
import { followUpOf } from '../domain/follow-up.js';
import type { FollowUp } from '../domain/follow-up.js';

/** What is known of one client inside the transaction: the plan as stored, and the care it is computed from. */
export interface ClientCare {
  readonly followUp: Loaded<FollowUp> | undefined;
  readonly care: Care;
  readonly client: PlainClient;
}

/** What a clinic decided, read before the transaction. */
export interface CadenceHouse {
  readonly clinic: Clinic;
  readonly catalogue: Catalogue | undefined;
}

const FALLBACK = { intervalDays: 21, neverUnderDays: 0 };

const basesOf = (session: Session, techniques: readonly Technique[]) =>
  session.techniques.map((code) => {
    const { intervalDays, neverUnderDays } = techniques.find((technique) => technique.code === code) ?? FALLBACK;
    return { code, intervalDays, neverUnderDays };
  });

const decisionFor = (
  session: Session,
  { care, client }: ClientCare,
  { house, today }: { readonly house: CadenceHouse; readonly today: LocalDate },
): CadenceDecision => {
  const { clinic, catalogue } = house;
  return nextVisit({
    session: {
      on: dateOf(session.endedAt, clinic.zone),
      number: care.sessions,
      bases: basesOf(session, catalogue?.techniques ?? []),
    },
    openFlag: null,
    unreachable: client.archived ? 'ARCHIVED' : null,
    hasFutureBooking: care.openBookings.length > 0,
    practitionerInterval: null,
    clientWish: client.intervalWish,
    signals: NO_SIGNALS,
    calendar: {
      openWeekdays: openDaysOf(clinic),
      closureDays: clinic.closureDays,
      holidayRegion: clinic.holidayRegion,
      preferredWeekday: client.preferredWeekday,
    },
    leadDays: clinic.leadDays,
    notBefore: today,
  });
};

/** What should stand for this client now; undefined where no session ever took place and nothing was planned. */
export const followUpFor = (state: ClientCare, house: CadenceHouse, now: Date): FollowUp | undefined => {
  const { care, client } = state;
  const before = state.followUp?.state;
  const head = { clinicId: client.clinicId, clientRef: client.ref };
  if (care.latest === undefined)
    return before === undefined
      ? undefined
      : { ...head, sessionId: before.sessionId, status: 'held', rule: null, reason: 'DID_NOT_COME' };
  const today = dateOf(now, client.zone);
  const planned = followUpOf(
    { ...head, sessionId: care.latest.id, zone: client.zone },
    decisionFor(care.latest, state, { house, today }),
  );
  return alreadyDue(before, planned, today) ? before : planned;
};

/** A plan whose day has come stays as it is: planning it again for a later day would write twice. */
const alreadyDue = (before: FollowUp | undefined, after: FollowUp, today: LocalDate): before is FollowUp =>
  before?.status === 'planned' &&
  after.status === 'planned' &&
  before.sessionId === after.sessionId &&
  before.dueOn < today;
