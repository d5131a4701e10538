import { clientName } from '../../../contacts/application/ports.js';
import type { Contact } from '../../../contacts/application/ports.js';
import { chooseChannel } from '../../domain/channels.js';
import type { Channel, Reminder } from '../../domain/reminder.js';
import { purposeOf, reachOf } from './facts-of-row.js';
import { invitationOf } from './slot-knowledge.js';
import type { SlotKnowledge } from './slot-knowledge.js';

/** A slot reads its facts some moments after the claim, and a choice gets its time some moments before it is in the store. */
const MOMENT_MS = 60_000;

/**
 * Which channel a row went out on whose claim was lost before the decision was stored. Only the ways to the client count, not whether the row
 * would be sent now: it may be answered, or night, since. `either` where an email cannot be ruled out: consent, and the address itself, may
 * have been taken away since, and a number that was closed then may be open now.
 */
export const likelyChannel = (row: Reminder, known: SlotKnowledge): Channel | 'either' => {
  const contact = known.contacts?.get(clientName(row));
  if (!row.channels.includes('email')) return 'sms';
  if (!row.channels.includes('sms') || contact?.phone === null) return 'email';
  const isText = row.channels[0] === 'sms' && isTexted(row, contact, known) && !mayHaveBeenClosed(row, contact, known);
  return isText ? 'sms' : 'either';
};

const isTexted = (row: Reminder, contact: Contact | undefined, known: SlotKnowledge): boolean => {
  const reach = reachOf(row, known, contact);
  if (reach === undefined) return false;
  const invitedOn = row.kind === 'reminder' ? known.invitedOn.get(invitationOf(row)) : undefined;
  const choice = chooseChannel(row, reach, invitedOn);
  return 'channel' in choice && choice.channel === 'sms';
};

/** The person said START, or agreed to texts, since the claim. */
const mayHaveBeenClosed = (row: Reminder, contact: Contact | undefined, known: SlotKnowledge): boolean => {
  const entries = known.consents.get(clientName(row)) ?? [];
  const agreed = entries.find(({ channel, purpose }) => channel === 'sms' && purpose === purposeOf(row));
  const claimedMs = (row.claim?.at ?? row.dueAt).getTime();
  const openedAt = [agreed?.since, known.openedAt?.get(contact?.phoneIndex ?? '')];
  return openedAt.some((at) => at !== undefined && at.getTime() >= claimedMs - MOMENT_MS);
};
