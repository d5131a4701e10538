import {
  bookingCancelledV1,
  bookingConfirmedV1,
  careplanChangedV1,
  clientChangedV1,
  consentGrantedV1,
  consentWithdrawnV1,
  contactBouncedV1,
  diaryRecordedV1,
  flagClearedV1,
  flagRaisedV1,
  sessionCompletedV1,
  sessionCorrectedV1,
  sessionMissedV1,
  sessionPresumedV1,
  surveyAnsweredV1,
  surveyCorrectedV1,
} from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import { TransientError } from '@aftercare/kernel';
import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, Reaction } from '@aftercare/messaging';
import type { Change, Decision, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { nextToSay } from '../domain/follow-up.js';
import type { FollowUp } from '../domain/follow-up.js';
import { withBadAddress, withConsent, withNewRecord } from '../domain/reach.js';
import type { Reach } from '../domain/reach.js';
import { CadenceFactsReader } from './cadence-facts.js';
import type { AskedInputs, CadenceFacts, CadenceHouse } from './cadence-facts.js';
import { CareReader, followUpFor, reachOf } from './client-care.js';
import type { ClientCare, Given } from './client-care.js';
import { FollowUps } from './ports.js';
import type { FollowUpRecord } from './ports.js';
import { sayingsOf } from './sayings.js';

export const followUpEvents = [
  sessionCompletedV1,
  sessionPresumedV1,
  sessionCorrectedV1,
  sessionMissedV1,
  bookingConfirmedV1,
  bookingCancelledV1,
  // Zone, wishes and archive are part of the plan as well.
  clientChangedV1,
  careplanChangedV1,
  surveyAnsweredV1,
  surveyCorrectedV1,
  diaryRecordedV1,
  flagRaisedV1,
  flagClearedV1,
  consentGrantedV1,
  consentWithdrawnV1,
  contactBouncedV1,
] as const;

type CareContract = (typeof followUpEvents)[number];
type CareEvent = EventOf<CareContract>;

/** Somebody else planned for the client while the forms' owner was asked; asked again, the answer is as new as their plan. */
export class InputsOutdatedError extends TransientError {
  override readonly code = 'INPUTS_OUTDATED';
}

/**
 * Says when the next visit is due after a session.
 * What it hears comes by many topics, so an event only says *that* a client's care changed; what it is now is read from this service's
 * own records inside the transaction and asked of its owner just before, and any order of arrival ends in the same plan.
 */
@Injectable()
export class PlanFollowUp extends Reaction<ClientCare, CareContract, CadenceFacts> {
  override readonly name = 'plan-follow-up';
  override readonly consumes = followUpEvents;

  constructor(
    private readonly care: CareReader,
    private readonly cadence: CadenceFactsReader,
    private readonly followUps: FollowUps,
  ) {
    super();
  }

  override keyOf(event: CareEvent): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.clientRef };
  }

  /** A client who was registered just now had no visit yet; consent to other messages is no matter of the plan. */
  override concerns(event: CareEvent): boolean {
    switch (event.type) {
      case 'aftercare.scheduling.client.changed.v1':
        return event.data.version > 1;
      case 'aftercare.notifications.consent.granted.v1':
      case 'aftercare.notifications.consent.withdrawn.v1':
        return event.data.purpose === 'follow-up';
      default:
        return true;
    }
  }

  override facts(events: readonly CareEvent[]): Promise<CadenceFacts> {
    const sessions = events.filter(({ type }) => type.startsWith('aftercare.scheduling.session.'));
    const hadSession = new Set(sessions.map((event) => nameOf(this.keyOf(event))));
    return this.cadence.of(
      events.map((event) => this.keyOf(event)),
      hadSession,
    );
  }

  override async load(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<ClientCare>>> {
    const loaded = await this.care.load(keys, within);
    return new Map([...loaded].map(([name, state]) => [name, { state, version: state.record?.version ?? 0 }]));
  }

  override decide(state: ClientCare | undefined, event: CareEvent, facts: CadenceFacts): Decision<ClientCare> {
    const asked = facts.asked.get(nameOf(this.keyOf(event)));
    if (state === undefined || asked === undefined) return { state, says: [] };
    const version = state.record?.version ?? 0;
    if (version !== asked.seen) throw new InputsOutdatedError('the plan changed while its inputs were asked for');
    const after = recordAfter(state, event, { house: facts.houses.get(event.clinicid), inputs: asked.inputs });
    if (after === undefined) return { state, says: [] };
    const { record, says } = told(after, state.record);
    return { state: { ...state, record: { state: record, version } }, says };
  }

  override save(changes: readonly Change<ClientCare>[], work: UnitOfWork): void {
    for (const { before, after } of changes)
      if (after.record !== undefined) this.followUps.save(after.record.state, before?.state.record?.version, work);
  }
}

/** What an event itself says about writing to the client. */
const heardIn = (event: CareEvent, reach: Reach): Reach => {
  switch (event.type) {
    case 'aftercare.notifications.consent.granted.v1':
      return withConsent(reach, event.data.channel, { granted: true, at: new Date(event.data.at) });
    case 'aftercare.notifications.consent.withdrawn.v1':
      return withConsent(reach, event.data.channel, { granted: false, at: new Date(event.data.at) });
    case 'aftercare.notifications.contact.bounced.v1':
      return withBadAddress(reach, event.data.channel, new Date(event.data.at));
    case 'aftercare.scheduling.client.changed.v1':
      return withNewRecord(reach, new Date(event.time));
    default:
      return reach;
  }
};

/** What was read for a decision; nothing where nobody was asked. */
interface Read {
  readonly house: CadenceHouse | undefined;
  readonly inputs: AskedInputs['inputs'];
}

/** Where nobody was asked there was no plan; a session that came since has an event of its own, and is planned after then. */
const planAfter = (state: ClientCare, { house, inputs, ...given }: Omit<Given, keyof Read> & Read): FollowUp | null =>
  inputs === undefined || house === undefined
    ? (state.record?.state.plan ?? null)
    : followUpFor(state, { ...given, house, inputs });

/**
 * No session and no plan: who plans after the first session reads and asks after this event, and so knows what it says.
 * Only what others said about writing has to be kept.
 */
const isTooEarly = (state: ClientCare, { inputs }: Read): boolean =>
  inputs === undefined && state.care.latest === undefined && (state.record?.state.plan ?? null) === null;

const asOfAfter = (known: Date | undefined, time: Date): Date => (known !== undefined && known > time ? known : time);

/** Each decision of a batch says with a version of its own. */
const told = (after: FollowUpRecord, before: ClientCare['record']) => {
  const said = nextToSay(after.said, before?.version ?? 0);
  const of = { clinicId: after.clinicId, clientRef: after.clientRef, version: said };
  const says = sayingsOf(of, before?.state.plan ?? null, after.plan);
  return { says, record: says.length === 0 ? after : { ...after, said } };
};

/** Written for every event after the first session, changed or not: who decides on what stood before it finds another version, and decides again. */
const recordAfter = (state: ClientCare, event: CareEvent, read: Read): FollowUpRecord | undefined => {
  if (read.inputs !== undefined && read.house === undefined) return undefined;
  const reach = heardIn(event, reachOf(state));
  if (isTooEarly(state, read) && reach === reachOf(state)) return undefined;
  const asOf = asOfAfter(state.record?.state.asOf, new Date(event.time));
  return {
    clinicId: event.clinicid,
    clientRef: event.data.clientRef,
    reach,
    heard: (state.record?.state.heard ?? 0) + 1,
    said: state.record?.state.said ?? 0,
    asOf,
    plan: planAfter(state, { ...read, reach, now: asOf }),
  };
};
