import type { RunRecords } from '../records/types.js';
import type { Check } from './check.js';
import { visitsThatTookPlace } from './visits.js';

export interface Size {
  readonly clients: number;
  readonly sessions: number;
}

/** A run that shows little proves little. */
export const runSize =
  (least: Size, until: Date): Check =>
  (records: RunRecords) => {
    const sessions = visitsThatTookPlace(records, until).length;
    return [
      ...(records.people.length < least.clients ? [`${records.people.length} clients, not ${least.clients}`] : []),
      ...(sessions < least.sessions ? [`${sessions} sessions, not ${least.sessions}`] : []),
    ];
  };
