import type { Licences } from '../api/answers.js';
import { counted, dayOf } from '../shell/format.js';
import type { WhoOf } from '../shell/people.js';

export type QuestionnaireSet = Licences['sets'][number];

/** What is public about a questionnaire. */
export const sizeText = ({ questions, minIntervalDays }: QuestionnaireSet): string =>
  `${counted(questions, 'question')}, at most every ${minIntervalDays} days`;

export const licenceText = ({ licence }: QuestionnaireSet, whoOf: WhoOf): string => {
  if (licence === null) return 'Nobody has said that your clinic holds a licence.';
  const { holder, reference, validUntil, isOver, attestedBy } = licence;
  const until = isOver ? 'It ended with' : 'It holds up to and including';
  return `${holder}, ${reference}, as ${whoOf(attestedBy)} says. ${until} ${dayOf(validUntil)}.`;
};

/** In which languages the words are there, and which of those the licence covers. */
export const textsText = ({ texts, licence }: QuestionnaireSet): string => {
  if (texts.length === 0) return 'Nobody has brought its words yet.';
  const said = texts.map(({ language }) =>
    licence?.languages.includes(language) === true ? language : `${language} (not in the licence)`,
  );
  return `Its words are here in ${said.join(', ')}.`;
};

export const quarterlyText = ({ quarterly, sets }: Licences): { readonly isGood: boolean; readonly words: string } => {
  const set = sets.find((one) => one.set === quarterly.set);
  if (set === undefined) return { isGood: true, words: 'Nothing is asked every quarter.' };
  if (quarterly.inForce) return { isGood: true, words: `${set.name} is asked every quarter.` };
  const why = set.licence?.isOver === true ? 'its licence has ended' : 'no words of it are covered by a licence';
  return { isGood: false, words: `${set.name} is chosen, but nobody is asked: ${why}.` };
};

/** `en, de` as somebody types it. */
export const languagesOf = (typed: string): readonly string[] =>
  typed.split(/[\s,;]+/u).filter((language) => language !== '');
