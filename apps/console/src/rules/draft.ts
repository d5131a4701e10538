import { useState } from 'preact/hooks';
import type { ReminderRules } from '../api/answers.js';
import { sameRules } from './lines.js';

/** Rules that somebody is writing, and the version that they began with. */
export interface Draft {
  readonly basedOn: number;
  readonly rules: ReminderRules;
}

/** An empty field. No rule allows it, so the server refuses it by the name of its field. */
export const NOT_FILLED_IN = -1;

const keyOf = (clinicId: string): string => `aftercare.rules-draft.${clinicId}`;

/** Does a value have the fields of a sample? What may be null in it is looked at no further. */
const hasShapeOf = (sample: unknown, value: unknown): boolean => {
  if (sample === null || value === null) return true;
  if (typeof sample !== 'object') return typeof value === typeof sample;
  if (typeof value !== 'object') return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.entries(sample).every(([name, inner]) => fields.has(name) && hasShapeOf(inner, fields.get(name)));
};

/** What was kept, if it still is what rules look like; anything else is as good as nothing. */
export const draftFrom = (text: string | null, sample: ReminderRules): Draft | undefined => {
  try {
    const read: unknown = JSON.parse(text ?? 'null');
    // Only this file writes the key, and the shape is looked at.
    return read !== null && hasShapeOf({ basedOn: 0, rules: sample }, read) ? (read as Draft) : undefined;
  } catch {
    return undefined;
  }
};

export const storedDraft = (clinicId: string, sample: ReminderRules): Draft | undefined =>
  draftFrom(localStorage.getItem(keyOf(clinicId)), sample);

/** Kept on this device only: rules name nobody. */
export const keepDraft = (clinicId: string, draft: Draft): void =>
  localStorage.setItem(keyOf(clinicId), JSON.stringify(draft));

export const dropDraft = (clinicId: string): void => localStorage.removeItem(keyOf(clinicId));

/** The draft of this clinic; a closed tab loses none of it. One that says what holds is none. */
export const useDraft = (clinicId: string, held: Draft) => {
  const [draft, setDraft] = useState(() => storedDraft(clinicId, held.rules) ?? held);
  const set = (next: Draft): void => {
    if (sameRules(next.rules, held.rules)) dropDraft(clinicId);
    else keepDraft(clinicId, next);
    setDraft(next);
  };
  return [draft, set] as const;
};
