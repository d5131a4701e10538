import { DomainError, InvalidInputError, NotFoundError } from '@aftercare/kernel';

/** One way of working that a visit can be booked for. Lengths, cautions and notes come from the articles the catalogue grew from (domain.md 6). */
export interface Technique {
  readonly code: string;
  readonly name: string;
  /** A visit lasts at least the largest minimum of its techniques. */
  readonly minMinutes: number;
  readonly maxMinutes: number;
  /** Bookable only with a practitioner who holds this competency. */
  readonly requires: string | null;
  /** Usual days until the next visit (domain.md 2.2, rule B). */
  readonly intervalDays: number;
  /** The next visit is never planned earlier than this. */
  readonly neverUnderDays: number;
  /** Printed wherever the technique is described, reports included. */
  readonly evidenceNote: string | null;
  /** Shown to staff when booking. */
  readonly considerations: string;
  /** False where the length is the clinic's own start value. */
  readonly lengthFromSource: boolean;
  readonly archived: boolean;
}

export interface Catalogue {
  readonly clinicId: string;
  readonly techniques: readonly Technique[];
  /** Body areas a session can name. */
  readonly areas: readonly string[];
  /** Extras that a client opts into per visit. */
  readonly addOns: readonly { readonly code: string; readonly name: string; readonly scentCheck: boolean }[];
}

export type TechniqueChange = { readonly code: string } & Partial<Omit<Technique, 'code' | 'lengthFromSource'>>;

/** No visit is longer, whatever it combines. */
export const LONGEST_VISIT_MINUTES = 120;

export class TechniqueCodeTakenError extends DomainError {
  override readonly code = 'TECHNIQUE_CODE_TAKEN';
}

const technique = (
  code: string,
  name: string,
  rest: Partial<Technique> & Pick<Technique, 'minMinutes' | 'maxMinutes'>,
): Technique => ({
  code,
  name,
  requires: null,
  intervalDays: 21,
  neverUnderDays: 0,
  evidenceNote: null,
  considerations: '',
  lengthFromSource: true,
  archived: false,
  ...rest,
});

const START_TECHNIQUES: readonly Technique[] = [
  technique('swedish', 'Swedish', { minMinutes: 60, maxMinutes: 60, considerations: 'May not address deep issues.' }),
  technique('deep-tissue', 'Deep tissue', {
    minMinutes: 75,
    maxMinutes: 90,
    neverUnderDays: 14,
    considerations: 'Temporary soreness is possible; the form goes out after 48 hours.',
  }),
  technique('trigger-point', 'Trigger point', {
    minMinutes: 30,
    maxMinutes: 60,
    requires: 'trigger-point',
    intervalDays: 17,
    considerations: 'Needs a trained practitioner.',
  }),
  technique('craniosacral', 'Craniosacral', {
    minMinutes: 45,
    maxMinutes: 60,
    evidenceNote: 'Limited research.',
    considerations: 'Very gentle.',
  }),
  technique('myofascial', 'Myofascial release', { minMinutes: 60, maxMinutes: 60, lengthFromSource: false }),
];

const START_AREAS = [
  'neck',
  'shoulders',
  'trapezius',
  'sternocleidomastoid',
  'scalp',
  'face',
  'temples',
  'skull-base',
  'jaw',
  'upper-back',
] as const;

/** What a new clinic starts with; every value may be edited. */
export const startCatalogue = (clinicId: string): Catalogue => ({
  clinicId,
  techniques: START_TECHNIQUES,
  areas: START_AREAS,
  addOns: [
    { code: 'aromatherapy', name: 'Aromatherapy', scentCheck: true },
    { code: 'reflexology', name: 'Reflexology', scentCheck: false },
  ],
});

const checked = (changed: Technique): Technique => {
  if (changed.minMinutes > changed.maxMinutes)
    throw new InvalidInputError('the shortest length is above the longest', [
      { field: 'maxMinutes', message: 'must not be below the shortest length' },
    ]);
  return changed;
};

export const changeTechnique = (catalogue: Catalogue, change: TechniqueChange): Catalogue => {
  const current = catalogue.techniques.find(({ code }) => code === change.code);
  if (current === undefined) throw new NotFoundError(`there is no technique "${change.code}"`);
  const next = checked({
    ...current,
    ...change,
    lengthFromSource: current.lengthFromSource && change.minMinutes === undefined && change.maxMinutes === undefined,
  });
  return { ...catalogue, techniques: catalogue.techniques.map((each) => (each.code === change.code ? next : each)) };
};

export const addTechnique = (
  catalogue: Catalogue,
  added: { readonly code: string; readonly name: string } & Pick<Technique, 'minMinutes' | 'maxMinutes'> &
    Partial<Technique>,
): Catalogue => {
  if (catalogue.techniques.some(({ code }) => code === added.code))
    throw new TechniqueCodeTakenError(`the code "${added.code}" is already used`);
  const next = checked(technique(added.code, added.name, { ...added, lengthFromSource: false }));
  return { ...catalogue, techniques: [...catalogue.techniques, next] };
};
