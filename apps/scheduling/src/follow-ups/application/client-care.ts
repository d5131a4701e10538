import { dateOf } from '@aftercare/kernel';
import type { ClinicKey, LocalDate } from '@aftercare/kernel';
import { nameOf } from '@aftercare/messaging';
import type { Loaded, Transaction } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { SessionStore } from '../../bookings/application/ports.js';
import type { Care, Session } from '../../bookings/application/ports.js';
import type { Technique } from '../../catalogue/application/ports.js';
import { Clients } from '../../clients/application/ports.js';
import type { PlainClient } from '../../clients/application/ports.js';
import { openDaysOf } from '../../clinics/application/ports.js';
import type { CadenceSignals } from '../domain/adjustments.js';
import { nextVisit } from '../domain/cadence.js';
import type { CadenceInput } from '../domain/cadence-input.js';
import { followUpOf, neverCame, nextPlan } from '../domain/follow-up.js';
import type { FollowUp } from '../domain/follow-up.js';
import { unreachableBy, UNHEARD } from '../domain/reach.js';
import type { Reach } from '../domain/reach.js';
import type { CadenceHouse } from './cadence-facts.js';
import { CarePlans, emptyCarePlan, FollowUps } from './ports.js';
import type { CarePlan, ClientInputs, FollowUpRecord } from './ports.js';

/** What is known of one client inside the transaction: the plan as stored, and what it is computed from. */
export interface ClientCare {
  readonly record: Loaded<FollowUpRecord> | undefined;
  readonly care: Care;
  readonly client: PlainClient;
  readonly carePlan: CarePlan;
}

/** Reads clients' care in bulk, all of it as it stood at one instant. */
@Injectable()
export class CareReader {
  constructor(
    private readonly followUps: FollowUps,
    private readonly carePlans: CarePlans,
    private readonly sessions: SessionStore,
    private readonly clients: Clients,
  ) {}

  /** By `clinicId/clientRef`; whom nobody knows is left out. */
  async load(keys: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, ClientCare>> {
    const records = new Map((await this.followUps.load(keys, within)).map((one) => [nameIn(one.state), one]));
    const plans = new Map((await this.carePlans.plain(keys, within)).map(({ state }) => [nameIn(state), state]));
    const care = await this.sessions.careOf(keys, within);
    const clients = await this.clients.plain(keys, within);
    return new Map(
      clients.flatMap((client) => {
        const name = nameOf({ clinicId: client.clinicId, id: client.ref });
        const own = care.get(name);
        const carePlan = plans.get(name) ?? emptyCarePlan(client.clinicId, client.ref);
        return own === undefined ? [] : [[name, { record: records.get(name), care: own, client, carePlan }]];
      }),
    );
  }
}

const nameIn = (of: { readonly clinicId: string; readonly clientRef: string }): string =>
  nameOf({ clinicId: of.clinicId, id: of.clientRef });

/** What the decision reads beside the client's own care. */
export interface Given {
  readonly house: CadenceHouse;
  readonly inputs: ClientInputs;
  readonly reach: Reach;
  readonly now: Date;
}

const FALLBACK = { intervalDays: 21, neverUnderDays: 0 };

const basesOf = (session: Session, techniques: readonly Technique[]) =>
  session.techniques.map((code) => {
    const { intervalDays, neverUnderDays } = techniques.find((technique) => technique.code === code) ?? FALLBACK;
    return { code, intervalDays, neverUnderDays };
  });

const seriesOf = ({ care, carePlan }: ClientCare, zone: string): CadenceSignals['series'] =>
  carePlan.series === null
    ? null
    : {
        length: carePlan.series.sessions,
        number: care.tookPlaceAt.filter((at) => dateOf(at, zone) >= (carePlan.series?.from ?? '')).length,
      };

const effectOf = ({ lastEffect }: ClientInputs, session: Session): CadenceSignals['unwantedEffect'] => {
  // What an earlier visit left behind says nothing about this one.
  return lastEffect?.sessionId === session.id ? { worst: lastEffect.worst, over36Hours: lastEffect.lasting } : null;
};

const signalsOf = (session: Session, state: ClientCare, { inputs, house }: Given): CadenceSignals => ({
  stressPeriods: [...state.carePlan.stressPeriods, ...inputs.demandingPeriods],
  stress: inputs.stress,
  series: seriesOf(state, house.clinic.zone),
  burdenWindows: inputs.burdenWindows,
  riseConfirmedFor: state.carePlan.rise?.windowEndsOn ?? null,
  unwantedEffect: effectOf(inputs, session),
});

const inputOf = (session: Session, state: ClientCare, given: Given & { readonly today: LocalDate }): CadenceInput => {
  const { care, client, carePlan } = state;
  const { clinic, catalogue } = given.house;
  return {
    session: {
      on: dateOf(session.endedAt, clinic.zone),
      bases: basesOf(session, catalogue?.techniques ?? []),
    },
    openFlag: given.inputs.openFlag,
    unreachable: client.archived ? 'ARCHIVED' : unreachableBy(given.reach),
    hasFutureBooking: care.openBookings.length > 0,
    practitionerInterval: carePlan.interval,
    clientWish: client.intervalWish,
    signals: signalsOf(session, state, given),
    calendar: {
      openWeekdays: openDaysOf(clinic),
      closureDays: clinic.closureDays,
      holidayRegion: clinic.holidayRegion,
      preferredWeekday: client.preferredWeekday,
    },
    leadDays: clinic.leadDays,
    notBefore: given.today,
  };
};

/** What should stand for this client now; null where no session ever took place and nothing was planned. */
export const followUpFor = (state: ClientCare, given: Given): FollowUp | null => {
  const { latest } = state.care;
  const before = state.record?.state.plan ?? null;
  if (latest === undefined) return before === null ? null : neverCame(before.sessionId);
  const zone = state.client.zone ?? given.house.clinic.zone;
  const today = dateOf(given.now, zone);
  const decision = nextVisit(inputOf(latest, state, { ...given, today }));
  return nextPlan(before, followUpOf({ sessionId: latest.id, zone }, decision), { now: given.now, today });
};

/** What other services have said, or nothing yet. */
export const reachOf = (state: ClientCare): Reach => state.record?.state.reach ?? UNHEARD;
