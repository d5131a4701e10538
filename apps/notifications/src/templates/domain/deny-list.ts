/**
 * Words that must never stand in what a stranger may read over a shoulder (ux.md 5.5): SMS, subject, preheader, calendar, link.
 * Stems match at the start of a word, so `massag` catches massage, Massagen and massagem; `=` asks for the whole word,
 * because `pain` is bread in French, and painting and painter are harmless.
 */
const ENGLISH = [
  'migrain',
  'headache',
  'head pain',
  '=pain',
  '=pains',
  '=painful',
  '=painfree',
  '=painless',
  'painkiller',
  'massag',
  'masseu',
  'therap',
  'symptom',
  'treatment',
  'medicin',
  'medication',
  'clinic',
  '=patient',
  '=patients',
  'tension',
  '=diary',
  '=diaries',
];

/** Names of the catalogue's techniques; a clinic's own come with the clinic. */
const TECHNIQUES = [
  'swedish',
  'deep tissue',
  'trigger point',
  'craniosacral',
  'cranio sacral',
  'myofascial',
  'neuromuscular',
];

const GERMAN = [
  'migran',
  'kopfschmerz',
  'kopfweh',
  'schmerz',
  'therapeut',
  'behandlung',
  'medizin',
  'medikament',
  'klinik',
  'verspannung',
];
const FRENCH = [
  'cephale',
  'maux de tete',
  'mal de tete',
  'douleur',
  'symptome',
  'traitement',
  'medicament',
  'clinique',
  'seance de soin',
];
const SPANISH = [
  'migran',
  'jaqueca',
  'cefalea',
  '=dolor',
  'dolor de',
  'masaje',
  'terap',
  'sintoma',
  'tratamiento',
  'clinica',
  'paciente',
];
const POLISH = ['migren', 'bol glowy', 'bole glowy', 'masaz', 'objaw', 'leczeni', 'klinik', 'pacjent', 'napieci'];
const PORTUGUESE_AND_ITALIAN = [
  'enxaqueca',
  'emicrania',
  'cefale',
  'sintom',
  'tratament',
  'trattament',
  'clinica',
  'farmac',
  'remedio',
];

/** One list for every text: a person may have chosen another language than the clinic's alias or place is written in. */
export const DENIED_STEMS: readonly string[] = [
  ...new Set([...ENGLISH, ...TECHNIQUES, ...GERMAN, ...FRENCH, ...SPANISH, ...POLISH, ...PORTUGUESE_AND_ITALIAN]),
];
