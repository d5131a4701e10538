/**
 * The only queries that may run without naming a clinic. A spec fails for any other.
 * Each is run by the system itself or starts from a secret that belongs to exactly one clinic.
 */
export const SYSTEM_QUERIES = [
  /** Takes what falls due within the horizon, for all clinics of a shard. */
  'promote',
  /** Finds claims whose lease ran out and rows that were missed. */
  'sweep',
  /** Claims and reads rows by ids that a system query found before. */
  'claim-by-ids',
  /** Publishes the outbox. */
  'relay',
  /** Settles what is in doubt. */
  'reconcile',
  /** Finds the earliest due time, and what is due, of a kind of row. */
  'due-work',
  /** From the hash of a link's or a sign-in's token to its one document. */
  'token-look-up',
  /** From a provider's message id or a clinic's own sender number to the clinic. */
  'provider-callback',
  /** From an address to whoever may sign in with it, over all clinics: accounts, and the clinics in which a client's address is looked for. */
  'sign-in',
] as const;

export type SystemQuery = (typeof SYSTEM_QUERIES)[number];

/** Collections of the machinery: their documents belong to no clinic. */
export const SYSTEM_COLLECTIONS = ['outbox', 'inbox', 'leases', 'fences', 'keys'] as const;

export type SystemCollection = (typeof SYSTEM_COLLECTIONS)[number];
