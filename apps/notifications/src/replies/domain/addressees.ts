import type { Intent } from './read-reply.js';

/** A clinic that has, or once had, the number that somebody wrote to. */
export interface NumberOwner {
  readonly clinicId: string;
  /** Who has the writer's number at this clinic. */
  readonly clientRefs: readonly string[];
  readonly isPresent: boolean;
}

/** `all`: the text is for this clinic. `stop`: it holds here too, but its words are not for this clinic to read. */
export interface Addressee extends NumberOwner {
  readonly reads: 'all' | 'stop';
}

const knows = ({ clientRefs }: NumberOwner): boolean => clientRefs.length > 0;

/** Whose words they are: the clinic's that has the number and knows the writer, else of the only one that does. */
const readerAmong = (owners: readonly NumberOwner[]): NumberOwner | undefined => {
  const knowing = owners.filter(knows);
  const candidates = knowing.length > 0 ? knowing : owners;
  return candidates.find(({ isPresent }) => isPresent) ?? (candidates.length === 1 ? candidates[0] : undefined);
};

/**
 * For whom a text is that came to a number which several clinics have used. One clinic never reads what was written to another, so where
 * it cannot be told, nobody does; a STOP counts at each of them that knows the writer, and always at the clinic that has the number.
 */
export const addresseesOf = (owners: readonly NumberOwner[], intent: Intent): readonly Addressee[] => {
  const reader = readerAmong(owners);
  const isStop = intent === 'stop' || intent === 'cancel';
  return owners.flatMap((owner): Addressee[] => {
    if (owner === reader) return [{ ...owner, reads: 'all' }];
    return isStop && (knows(owner) || owner.isPresent) ? [{ ...owner, reads: 'stop' }] : [];
  });
};
