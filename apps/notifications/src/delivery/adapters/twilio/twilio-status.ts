import type { DeliveryStatus } from '../../application/ports.js';

const STATUSES: Readonly<Record<string, DeliveryStatus>> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'queued',
  sending: 'sending',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'failed',
};

/** Twilio's word in ours; undefined for one that says nothing about a message of ours (`receiving`, `received`). */
export const statusOf = (word: string): DeliveryStatus | undefined => STATUSES[word.toLowerCase()];
