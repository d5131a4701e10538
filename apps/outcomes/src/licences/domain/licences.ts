import { addDays, DomainError, utcOf, type LocalDate } from '@aftercare/kernel';

/** What a clinic says about its right to use somebody else's questionnaire. */
export interface Attestation {
  readonly set: string;
  /** Who holds the licence, as it stands in the contract. */
  readonly holder: string;
  /** Number or date of the contract. */
  readonly reference: string;
  readonly scope: string;
  /** BCP 47; words in another language are not covered. */
  readonly languages: readonly string[];
  /** The last day, UTC. */
  readonly validUntil: LocalDate;
  /** Account id. */
  readonly attestedBy: string;
  readonly attestedAt: Date;
}

/** The questions in words that the clinic brought. They stay in the database of this installation. */
export interface BroughtText<Words> {
  readonly set: string;
  readonly language: string;
  readonly copyright: string;
  readonly words: readonly Words[];
  readonly broughtBy: string;
  readonly broughtAt: Date;
}

/** Everything that one clinic holds. */
export interface ClinicLicences<Words = unknown> {
  readonly clinicId: string;
  readonly attestations: readonly Attestation[];
  readonly texts: readonly BroughtText<Words>[];
  /** The quarterly slot: which set fills it, and since when it may be asked for without a break. */
  readonly quarterly?: { readonly set: string; readonly since: Date };
  /** When all clients have to be gone through: after a change, and when the licence runs out. */
  readonly followAt?: Date;
}

/** There is no attestation for this questionnaire. */
export class LicenceMissingError extends DomainError {
  override readonly code = 'LICENCE_MISSING';
}
/** The attestation is over, or was never in force. */
export class LicenceOverError extends DomainError {
  override readonly code = 'LICENCE_OVER';
}
/** Nobody has brought the words of this questionnaire in a language that the licence covers. */
export class SetTextMissingError extends DomainError {
  override readonly code = 'SET_TEXT_MISSING';
}

export const noLicences = <Words>(clinicId: string): ClinicLicences<Words> => ({
  clinicId,
  attestations: [],
  texts: [],
});

const endOf = ({ validUntil }: Attestation): Date => utcOf({ date: addDays(validUntil, 1), time: '00:00' }, 'UTC');

/** The last day still counts. */
export const isOver = (attestation: Attestation, now: Date): boolean => endOf(attestation) <= now;

const attestationOf = (licences: ClinicLicences, set: string): Attestation | undefined =>
  licences.attestations.find((one) => one.set === set);

/** Of this set, covered by a licence that is in force. */
export const textInForce = <Words>(
  licences: ClinicLicences<Words>,
  set: string,
  now: Date,
): BroughtText<Words> | undefined => {
  const attestation = attestationOf(licences, set);
  if (attestation === undefined || isOver(attestation, now)) return undefined;
  return licences.texts.find((text) => text.set === set && attestation.languages.includes(text.language));
};

/** What the slot is filled with now; undefined while nothing may be asked. */
export const slotInForce = (
  licences: ClinicLicences,
  now: Date,
): { readonly set: string; readonly since: Date } | undefined => {
  const { quarterly } = licences;
  return quarterly !== undefined && textInForce(licences, quarterly.set, now) !== undefined ? quarterly : undefined;
};

const changed = <Words>(before: ClinicLicences<Words>, after: ClinicLicences<Words>, now: Date) => {
  const { quarterly } = after;
  const isBack = slotInForce(before, now) === undefined && slotInForce(after, now) !== undefined;
  // Nothing is caught up on for the time in which there was no right to ask.
  const since = quarterly !== undefined && isBack ? { quarterly: { ...quarterly, since: now } } : {};
  return { ...after, ...since, followAt: now };
};

export const withAttestation = <Words>(
  licences: ClinicLicences<Words>,
  attestation: Attestation,
  now: Date,
): ClinicLicences<Words> => {
  const others = licences.attestations.filter(({ set }) => set !== attestation.set);
  return changed(licences, { ...licences, attestations: [...others, attestation] }, now);
};

export const withText = <Words>(
  licences: ClinicLicences<Words>,
  text: BroughtText<Words>,
  now: Date,
): ClinicLicences<Words> => {
  const others = licences.texts.filter(({ set, language }) => set !== text.set || language !== text.language);
  return changed(licences, { ...licences, texts: [...others, text] }, now);
};

/** Only what may be asked can be turned on. */
export const withSlot = <Words>(licences: ClinicLicences<Words>, set: string, now: Date): ClinicLicences<Words> => {
  const attestation = attestationOf(licences, set);
  if (attestation === undefined) throw new LicenceMissingError('the clinic has not said that it holds a licence');
  if (isOver(attestation, now)) throw new LicenceOverError(`the licence ended with ${attestation.validUntil}`);
  if (textInForce(licences, set, now) === undefined)
    throw new SetTextMissingError('the words of the questionnaire are missing in a language of the licence');
  if (licences.quarterly?.set === set && slotInForce(licences, now) !== undefined) return licences;
  return { ...licences, quarterly: { set, since: now }, followAt: now };
};

export const withoutSlot = <Words>(
  { quarterly, ...licences }: ClinicLicences<Words>,
  now: Date,
): ClinicLicences<Words> => (quarterly === undefined ? licences : { ...licences, followAt: now });

/** All clients were gone through: the next time is when the licence that fills the slot runs out. */
export const followed = <Words>(
  { followAt: _, ...licences }: ClinicLicences<Words>,
  now: Date,
): ClinicLicences<Words> => {
  const set = slotInForce(licences, now)?.set;
  const attestation = set === undefined ? undefined : attestationOf(licences, set);
  return attestation === undefined ? licences : { ...licences, followAt: endOf(attestation) };
};

/** Why nothing is asked: the licence is over, or a person turned the slot off. */
export const whyOff = (licences: ClinicLicences): 'LICENCE_ENDED' | 'RULE_CHANGED' =>
  licences.quarterly === undefined ? 'RULE_CHANGED' : 'LICENCE_ENDED';
