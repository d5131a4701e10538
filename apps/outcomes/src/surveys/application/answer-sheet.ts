import type { AskedWindow } from '../domain/window.js';
import type { AnsweredForm } from './answered-forms.js';
import type { AnswerSheet, SavedPart } from './ports.js';

/** So that no form grows without end, however often a part is sent. */
const MOST_REPLACED = 50;

/** What is answered of a form so far; an empty sheet before the first answer. */
export const sheetOf = ({ survey, sheet }: AnsweredForm): AnswerSheet =>
  sheet?.state ?? {
    surveyId: survey.id,
    clinicId: survey.clinicId,
    clientRef: survey.clientRef,
    parts: [],
    windowDays: undefined,
    since: undefined,
  };

export const isEmpty = (sheet: AnswerSheet): boolean => sheet.parts.length === 0 && sheet.drafts === undefined;

export const partIn = (parts: readonly SavedPart[] | undefined, part: string): SavedPart | undefined =>
  parts?.find((one) => one.part === part);

/** The sheet with a part as it was sent; what it takes the place of is kept. */
export const withSaved = (sheet: AnswerSheet, saved: SavedPart, window: AskedWindow | undefined): AnswerSheet => {
  const old = partIn(sheet.parts, saved.part);
  return {
    ...sheet,
    parts: [...sheet.parts.filter((one) => one !== old), saved],
    ...(old === undefined ? {} : { replaced: [...(sheet.replaced ?? []), old].slice(-MOST_REPLACED) }),
    windowDays: window?.days,
    since: window?.since,
  };
};

/** The same sheet where there is no such draft. */
export const withoutDraft = (sheet: AnswerSheet, part: string): AnswerSheet => {
  if (partIn(sheet.drafts, part) === undefined) return sheet;
  const { drafts = [], ...rest } = sheet;
  const others = drafts.filter((one) => one.part !== part);
  return others.length === 0 ? rest : { ...rest, drafts: others };
};

export const withDraft = (sheet: AnswerSheet, draft: SavedPart): AnswerSheet => ({
  ...sheet,
  drafts: [...(withoutDraft(sheet, draft.part).drafts ?? []), draft],
});
