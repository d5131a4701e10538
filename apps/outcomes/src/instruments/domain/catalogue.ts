import { followUp } from './follow-up.js';
import { intake } from './intake.js';
import type { Instrument } from './item.js';
import { postSession } from './post-session.js';

export const INSTRUMENTS: readonly Instrument[] = [intake, postSession, followUp];
/** What is asked in our own words. */
export type InstrumentId = 'intake@1' | 'post-session@1' | 'follow-up@1';

export const instrumentOf = (id: InstrumentId): Instrument => {
  const found = INSTRUMENTS.find((instrument) => instrument.id === id);
  if (found === undefined) throw new Error(`there is no instrument ${id}`);
  return found;
};
