/** A stretch of days; `none` was said in so many words, which is not the same as silence. */
export type Period = { readonly from: string; readonly to: string } | 'none';
export type AnswerValue = string | number | readonly string[] | Exclude<Period, 'none'>;

/** Answers by item code. An item that was not answered has no key: it is never zero, never "none". */
export type Answers = Readonly<Record<string, AnswerValue>>;

export const countIn = (answers: Answers, code: string): number | undefined => {
  const value = answers[code];
  return typeof value === 'number' ? value : undefined;
};

export const choiceIn = (answers: Answers, code: string): string | undefined => {
  const value = answers[code];
  return typeof value === 'string' ? value : undefined;
};

export const choicesIn = (answers: Answers, code: string): readonly string[] | undefined => {
  const value = answers[code];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined;
};
