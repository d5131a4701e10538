import type { Channel, Claim, Kind, Reminder } from './reminder.js';
import { replan } from './reminder.js';
import { nominalDue } from './timing.js';

/** Reminders of a visit; they count for the caps and go before everything else of their day. */
export const VISIT_REMINDERS: readonly Kind[] = ['72h', '24h', '2h'];
/** The one of the last hours asks for an answer by text: a second wish would be one too many. */
const CARRIERS: readonly Kind[] = ['72h', '24h'];

export const isVisitReminder = ({ family, kind }: Pick<Reminder, 'family' | 'kind'>): boolean =>
  family === 'appointment' && VISIT_REMINDERS.includes(kind);

/** May a form of the same person and day go in this row's message? */
export const mayCarry = (row: Pick<Reminder, 'family' | 'kind' | 'alone'>): boolean =>
  row.family === 'appointment' && CARRIERS.includes(row.kind) && row.alone !== true;

/** Asked a number of hours after a visit, so that its answers can be compared: never before its own time. */
export const keepsItsHour = ({ subject }: Pick<Reminder, 'subject'>): boolean =>
  subject.instrument?.startsWith('post-session@') ?? true;

/** Both rows, as they stand before the call: one message under one claim. */
export const joined = (
  carrier: Reminder,
  form: Reminder,
  { claim, channel, generation }: { readonly claim: Claim; readonly channel: Channel; readonly generation?: number },
): { readonly carrier: Reminder; readonly form: Reminder } => ({
  carrier: {
    ...carrier,
    carries: {
      id: form.id,
      claimId: claim.id,
      channel,
      kind: form.kind,
      subject: { ...form.subject, ...(generation === undefined ? {} : { generation }) },
    },
  },
  form: {
    ...form,
    state: 'sending',
    claim,
    carriedBy: { id: carrier.id, claimId: claim.id },
    history:
      form.state === 'sending' ? form.history : [...form.history, { at: claim.at, to: 'sending', note: carrier.id }],
  },
});

/** What was taken along by an earlier claim is not part of this one's message. */
export const goesAlone = ({ carries: _carries, ...row }: Reminder): Reminder => row;

/** What the message of a row's present claim takes along. */
export const carriedNow = (row: Reminder): Reminder['carries'] =>
  row.carries !== undefined && row.carries.claimId === row.claim?.id ? row.carries : undefined;

/** Does this row's present claim belong to another row's message? */
export const isCarriedNow = (row: Reminder): boolean =>
  row.carriedBy !== undefined && row.carriedBy.claimId === row.claim?.id;

const withoutClaim = (row: Reminder): Reminder => {
  const { claim: _claim, lookAt: _lookAt, looks: _looks, ...rest } = row;
  return rest;
};

/** Did it go out in another row's message? */
export const isMerged = ({ state, reason, carriedBy }: Reminder): boolean =>
  carriedBy !== undefined && state === 'skipped' && reason === 'MERGED';

/** It went out in another row's message. */
export const wentAlong = (
  form: Reminder,
  carrier: { readonly id: string; readonly channel: Channel },
  at: Date,
): Reminder => ({
  ...withoutClaim(form),
  state: 'skipped',
  reason: 'MERGED',
  channel: carrier.channel,
  history: [...form.history, { at, to: 'skipped', reason: 'MERGED', note: carrier.id }],
});

/** The message that took it along did not go out, or did not arrive: it is owed for itself again. */
export const onItsOwn = (form: Reminder, at: Date): Reminder => {
  const { channel: _channel, ...rest } = withoutClaim(form);
  const due = nominalDue(form.timing, form.zone);
  return replan(rest, { dueAt: due > at ? due : at, at, reason: 'MERGED' });
};

const isSameJourney = (form: Reminder, carrier: Reminder): boolean =>
  carrier.carries?.id === form.id && carrier.carries.claimId === form.carriedBy?.claimId;

const MINUTE_MS = 60_000;

const isUnderSameClaim = (form: Reminder, { claim }: Reminder): boolean => claim?.id === form.carriedBy?.claimId;

/** A form whose message is in doubt shares the fate of the row that carries it; undefined while that is not known. */
const fateOf = (form: Reminder, carrier: Reminder): 'arrived' | 'not-proven' | 'not-sent' | undefined => {
  if (!isSameJourney(form, carrier)) return 'not-sent';
  const { state, reason } = carrier;
  if (state === 'sent' || state === 'delivered') return 'arrived';
  if (state === 'failed' && reason === 'NOT_PROVEN') return 'not-proven';
  const isOpen = state === 'sending' || state === 'unknown';
  return isOpen && isUnderSameClaim(form, carrier) ? undefined : 'not-sent';
};

/** What becomes of a form in doubt, by what became of the row that carries it. */
export const afterCarrier = (form: Reminder, carrier: Reminder | undefined, now: Date): Reminder => {
  if (carrier === undefined) return onItsOwn(form, now);
  const channel = carrier.carries?.channel ?? 'email';
  switch (fateOf(form, carrier)) {
    case 'arrived':
      return wentAlong(form, { id: carrier.id, channel }, now);
    case 'not-sent':
      return onItsOwn(form, now);
    case 'not-proven': {
      const entry = { at: now, to: 'failed', reason: 'NOT_PROVEN', note: carrier.id } as const;
      return {
        ...withoutClaim(form),
        state: 'failed',
        reason: entry.reason,
        channel,
        history: [...form.history, entry],
      };
    }
    case undefined:
      return { ...form, lookAt: new Date(Math.max(carrier.lookAt?.getTime() ?? 0, now.getTime() + MINUTE_MS)) };
  }
};

/** Its message is on its way, or nobody knows yet that it went. */
const isUnderWay = (form: Reminder): boolean =>
  (form.state === 'sending' || form.state === 'unknown') && isCarriedNow(form);

/** A report about the message that took the form along, which may be quicker than the answer to the call. The same form where nothing follows. */
export const afterCarriersReport = (
  form: Reminder,
  carrier: { readonly id: string; readonly claimId: string; readonly channel: Channel },
  report: { readonly arrived: boolean; readonly at: Date },
): Reminder => {
  if (form.carriedBy?.id !== carrier.id || form.carriedBy.claimId !== carrier.claimId) return form;
  if (!report.arrived) return isMerged(form) || isUnderWay(form) ? onItsOwn(form, report.at) : form;
  return form.state === 'planned' || form.state === 'held' ? wentAlong(form, carrier, report.at) : form;
};
