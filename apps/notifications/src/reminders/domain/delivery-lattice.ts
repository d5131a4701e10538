import type { State } from './reminder.js';

export type ProviderStatus = 'accepted' | 'queued' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed';

/** Callbacks repeat and overtake each other; a delivery only ever moves up. */
const RANK: Partial<Record<State, number>> = { sending: 0, unknown: 0, planned: 0, sent: 1, failed: 2, delivered: 3 };

const meaning = (status: ProviderStatus): State => {
  switch (status) {
    case 'accepted':
    case 'queued':
    case 'sending':
    case 'sent':
      return 'sent';
    case 'delivered':
      return 'delivered';
    case 'undelivered':
    case 'failed':
      return 'failed';
  }
};

/**
 * The state after a report, or undefined when it tells nothing new.
 * A report about a row that is in doubt (or went back to planned) is the proof that it went out.
 */
export const afterReport = (state: State, status: ProviderStatus): State | undefined => {
  const next = meaning(status);
  const [from, to] = [RANK[state], RANK[next]];
  return from !== undefined && to !== undefined && to > from ? next : undefined;
};
