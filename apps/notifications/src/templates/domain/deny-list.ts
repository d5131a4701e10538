import type { Language } from './language.js';

/**
 * Words that must never stand in what a stranger may read over a shoulder (ux.md 5.5): SMS, subject, preheader, calendar, link.
 * Every language has its own for migraine, headache, pain, massage, therapy, symptom, treatment, medicine, clinic, patient, tension, diary.
 * Stems match at the start of a word, so `massag` catches massage, Massagen and massagem; `=` asks for the whole word,
 * because `pain` is bread in French, and painting and painter are harmless. Written as `plainWords` leaves them: no accents.
 */
const list = (stems: string): readonly string[] => stems.split(' · ');

const STEMS: Readonly<Record<Language | 'techniques' | 'neighbours', readonly string[]>> = {
  en: list(
    'migrain · headache · head pain · =pain · =pains · =painful · =painfree · =painless · painkiller · massag · masseu · therap · ' +
      'physio · symptom · treatment · medicin · medication · clinic · =patient · =patients · tension · =diary · =diaries',
  ),
  de: list(
    'migran · migraene · kopfschmerz · kopfweh · schmerz · massier · therapeut · behandlung · medizin · medikament · arznei · klinik · ' +
      'patientin · patienten · verspannung · anspannung · tagebuch',
  ),
  fr: list(
    'migraineu · cephale · maux de tete · mal de tete · douleur · douloureu · =kine · kinesither · symptome · traitement · medicament · medecin · ' +
      'clinique · =patiente · =patientes · seance de soin · journal intime',
  ),
  es: list(
    'jaqueca · cefalea · =dolor · dolor de · dolor cabeza · doloros · =dolores de · masaj · terap · fisioterap · sintoma · tratamiento · ' +
      'medicament · medicacion · clinica · paciente · =diario de',
  ),
  pl: list(
    'migren · bol glowy · bole glowy · bolu glowy · =bol · =bolu · =bole · =bolem · =boli · przeciwbol · masaz · terapi · terapeut · objaw · ' +
      'leczeni · lekarstw · =leki · =lekow · =lek · klinik · pacjent · napieci · dzienniczek · =dziennik',
  ),
  ar: list(
    'صداع · شقيقه · شقيقة · صداع نصفي · =الم · =الام · =اوجاع · =وجع · تدليك · مساج · علاج · معالج · اعراض · =دواء · =ادوية · =ادويه · ' +
      'عيادة · عياده · عيادات · =مريض · =مريضة · =مرضى · توتر · يوميات · مفكرة المرض',
  ),
  /** Names of the catalogue's techniques; a clinic's own come with the clinic. */
  techniques: list(
    'swedish · deep tissue · trigger point · craniosacral · cranio sacral · kraniosakral · myofascial · myofasz · neuromuscular',
  ),
  /** Portuguese and Italian: a client's or a clinic's own, although we do not write in them. */
  neighbours: list('enxaqueca · emicrania · cefale · sintom · tratament · trattament · clinica · farmac · remedio'),
};

/** One list for every text: a person may have chosen another language than the clinic's alias or place is written in. */
export const DENIED_STEMS: readonly string[] = [...new Set(Object.values(STEMS).flat())];

/** For a test that no language was forgotten. */
export const deniedStemsOf = (language: Language): readonly string[] => STEMS[language];
