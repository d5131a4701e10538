import { hashId } from '@aftercare/kernel';
import type { Draft } from './draft.js';
import { rowOf } from './draft.js';
import type { Reminder } from './reminder.js';
import type { AllowedTimes } from './timing.js';

/** Nearer to the visit than this another message is of no use. */
const USEFUL_MS = 30 * 60_000;

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
  return owed.state === 'planned' ? { ...owed, id: hashId(row.id, 'other-channel') } : undefined;
};
