import type { Option } from './item.js';

/** E: get help now. U: a doctor today. R: talk before the next visit. */
export type SafetyLevel = 'E' | 'U' | 'R';
export type WhenCode = 'now' | 'checked' | 'unchecked';

export interface GateItem extends Option {
  readonly level: SafetyLevel;
  /** Asked from 50 years on, and when the age is not known: the cautious reading of the source list. */
  readonly fiftyPlus?: true;
}

/** Own wording of the source list's signs (domain.md 1.8). All of it needs a named clinician's sign-off per language. */
export const GATE_ITEMS: readonly GateItem[] = [
  { level: 'E', value: 'e1', label: 'A very severe headache that reached its worst within about a minute' },
  { level: 'E', value: 'e2', label: 'New weakness, numbness or drooping on one side, or trouble speaking' },
  { level: 'E', value: 'e3', label: 'New confusion, fainting, a fit, or being unusually drowsy' },
  { level: 'E', value: 'e4', label: 'Sudden loss of sight or double vision, unlike your usual warning signs' },
  { level: 'E', value: 'e5', label: 'Headache with fever and a stiff neck or a new rash' },
  { level: 'E', value: 'e6', label: 'Headache after a blow to the head or neck' },
  {
    level: 'E',
    value: 'e7',
    label:
      'New severe neck pain or unusual headache with dizziness, unsteadiness, trouble swallowing or a drooping eyelid',
  },
  { level: 'E', value: 'e8', label: 'A painful red eye with blurred sight' },
  { level: 'U', value: 'u1', label: 'Jaw pain when chewing, or a tender scalp, with a new headache', fiftyPlus: true },
  { level: 'R', value: 'r1', label: 'Headaches clearly changed or steadily getting worse' },
  { level: 'R', value: 'r2', label: 'Brought on by coughing, straining, exertion or position' },
  { level: 'R', value: 'r3', label: 'A new kind of headache', fiftyPlus: true },
  {
    level: 'R',
    value: 'r4',
    label:
      'New headache in pregnancy or within 6 weeks after birth, or with a history of cancer, weak immune system, unexplained weight loss or fever',
  },
];

export const GATE_NONE: Option = { value: 'none', label: 'None of these' };

export const WHEN: readonly (Option & { readonly value: WhenCode })[] = [
  { value: 'now', label: 'Now or in the last 24 hours' },
  { value: 'checked', label: 'Earlier, and a doctor has checked it' },
  { value: 'unchecked', label: 'Earlier, and nobody has checked it' },
];

export const gateItemsFor = (fiftyPlus: boolean | undefined): readonly GateItem[] =>
  GATE_ITEMS.filter((item) => item.fiftyPlus !== true || fiftyPlus !== false);

/** What was ticked on the gate; `when` by E item. */
export interface GateAnswer {
  readonly ticked: readonly string[];
  readonly when: Readonly<Record<string, WhenCode>>;
}

/** What each ticked item calls for. */
export const levelsOf = (answer: GateAnswer): Readonly<Record<string, SafetyLevel>> => {
  const levelNow = ({ level, value }: GateItem): SafetyLevel => {
    if (level !== 'E') return level;
    const when = answer.when[value];
    if (when === 'now') return 'E';
    return when === 'checked' ? 'R' : 'U';
  };
  const ticked = GATE_ITEMS.filter((item) => answer.ticked.includes(item.value));
  return Object.fromEntries(ticked.map((item) => [item.value, levelNow(item)]));
};

/** The most serious reading of what was ticked; the same table stands in the page, as style rules. */
export const levelOf = (answer: GateAnswer): SafetyLevel | undefined => worst(Object.values(levelsOf(answer)));

export const worst = (levels: readonly (SafetyLevel | undefined)[]): SafetyLevel | undefined =>
  (['E', 'U', 'R'] as const).find((level) => levels.includes(level));

/** An E item that is happening now needs no complete form: the panel comes before anything else. */
export const isEmergency = (answer: GateAnswer): boolean => levelOf(answer) === 'E';
