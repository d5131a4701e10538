import { hashId } from '@aftercare/kernel';
import type { KeptReply } from '../../application/ports.js';

/** A reply as it is stored: neither text nor number in clear. */
export interface ReplyDocument {
  readonly _id: string;
  readonly clinicId: string;
  /** The provider's id. */
  readonly messageId: string;
  readonly clientRefs: readonly string[];
  /** Whose key seals text and number: a client, or `phone:<index>` when nobody with that number is known. */
  readonly sealedFor: string;
  readonly sealedText: string;
  readonly sealedPhone: string;
  readonly phoneIndex: string;
  readonly intent: KeptReply['intent'];
  readonly answeredByProvider: boolean;
  readonly saysYes?: boolean;
  readonly receivedAt: Date;
  readonly finished: boolean;
  /** A person has to read it; absent while nobody has acted on it. */
  readonly waits?: boolean;
  /** The visit that it was about, where that was understood. */
  readonly bookingId?: string;
  readonly done?: { readonly by: string; readonly at: Date };
  /** Machine time until which its holder alone works it. */
  readonly leasedUntilMs: number;
  readonly version: number;
}

export const REPLIES = 'replies';

export const replyId = ({ clinicId, messageId }: { readonly clinicId: string; readonly messageId: string }): string =>
  hashId(clinicId, messageId);

/** Words that open and close a number; of two at one instant the one that closes it holds. */
export const CLOSES: readonly KeptReply['intent'][] = ['stop', 'cancel'];
const OPENS_OR_CLOSES: readonly KeptReply['intent'][] = [...CLOSES, 'start'];

export const justAfter = (instant: Date): Date => new Date(instant.getTime() + 1);

/** Finds the replies of the same number that took over from one which opens or closes it; undefined for any other. */
export const overtakersOf = ({ clinicId, messageId, intent, receivedAt }: KeptReply, phoneIndex: string) => {
  if (!OPENS_OR_CLOSES.includes(intent)) return undefined;
  const later = { intent: { $in: [...OPENS_OR_CLOSES] }, receivedAt: { $gt: receivedAt } };
  const atOnce = { intent: { $in: [...CLOSES] }, receivedAt };
  return {
    clinicId,
    phoneIndex,
    _id: { $ne: replyId({ clinicId, messageId }) },
    $or: intent === 'start' ? [later, atOnce] : [later],
  };
};
