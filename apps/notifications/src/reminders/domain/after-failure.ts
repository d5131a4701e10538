import { hashId } from '@aftercare/kernel';
import type { Draft } from './draft.js';
import { rowOf } from './draft.js';
import type { Channel, Reminder } from './reminder.js';
import type { AllowedTimes } from './timing.js';

/** Nearer to the visit than this another message is of no use. */
const USEFUL_MS = 30 * 60_000;

/** A text that nobody called delivered after this long counts as one that did not arrive (the fallback ladder of delivery). */
const HEARD_WITHIN_MS = 2 * 3_600_000;
const MINUTE_MS = 60_000;

/**
 * Until when a sent message should be known to have arrived; undefined where nothing follows from silence.
 * A whole minute, so that the messages of a slot are written by one update, and followed up together.
 */
export const heardBy = (
  row: Pick<Reminder, 'family' | 'cause' | 'notAfter'>,
  channel: Channel,
  sentAt: Date,
): Date | undefined => {
  // Mail servers tell of failures only.
  if (channel !== 'sms' || row.family !== 'appointment' || row.cause === 'OTHER_CHANNEL') return undefined;
  const at = new Date(Math.ceil((sentAt.getTime() + HEARD_WITHIN_MS) / MINUTE_MS) * MINUTE_MS);
  return row.notAfter.getTime() - at.getTime() < USEFUL_MS ? undefined : at;
};

/** The waiting is over: the message stays sent, since it may still arrive. */
export const unheard = (row: Reminder, at: Date): Reminder => {
  const { heardBy: _heardBy, ...rest } = row;
  return { ...rest, history: [...row.history, { at, to: row.state, note: 'nobody said that it arrived' }] };
};

/** The row that carries a message on the other channel. */
export const otherChannelId = (row: Pick<Reminder, 'id'>): string => hashId(row.id, 'other-channel');

/** An appointment message that did not arrive is owed once on the other channel, if that is still of use. */
export const onOtherChannel = (
  row: Reminder,
  context: { readonly allowed: AllowedTimes; readonly at: Date },
): Reminder | undefined => {
  if (row.family !== 'appointment' || row.channel === undefined || row.cause === 'OTHER_CHANNEL') return undefined;
  if (row.notAfter.getTime() - context.at.getTime() < USEFUL_MS) return undefined;
  const draft: Draft = {
    clinicId: row.clinicId,
    clientRef: row.clientRef,
    family: row.family,
    kind: row.kind,
    occurrence: row.occurrence,
    cause: 'OTHER_CHANNEL',
    ruleVersion: row.ruleVersion,
    timing: { rule: 'at', at: context.at },
    notAfter: row.notAfter,
    channels: [row.channel === 'sms' ? 'email' : 'sms'],
    subject: row.subject,
  };
  const owed = rowOf(draft, context);
  // The same booking and sequence as the row that failed, so that only the id tells the two apart.
  return owed.state === 'planned' ? { ...owed, id: otherChannelId(row) } : undefined;
};
