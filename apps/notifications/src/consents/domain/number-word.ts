/** What is kept of a number. */
interface Kept {
  readonly stopped: boolean;
  readonly since: Date;
  /** When its newest word was said; `since` in entries of older versions. */
  readonly saidAt?: Date;
}

/**
 * What a word does to its number: of STOP and START the one that was said later holds, in whatever order they are acted upon. A STOP
 * said again changes nothing but its place: a START from in between is older than the newest STOP.
 */
export const effectOf = (
  known: Kept | undefined,
  word: { readonly stops: boolean; readonly saidAt: Date },
): 'changes' | 'said-again' | 'nothing' => {
  if (known?.stopped !== true) return word.stops ? 'changes' : 'nothing';
  if (word.saidAt < (known.saidAt ?? known.since)) return 'nothing';
  return word.stops ? 'said-again' : 'changes';
};
