import { footLines, formModule, page, type ClientTheme, type Html } from '@aftercare/pages';
import type { Survey } from '../../application/ports.js';
import { TITLE } from './words.js';

/** What every page of a form has in common. */
export interface Framed {
  readonly survey: Survey;
  readonly token: string;
  readonly theme: ClientTheme;
  /** What the browser says about its reader's languages. */
  readonly accepts: string | undefined;
}

export const pathTo = (token: string, part?: string): string => `/s/${token}${part === undefined ? '' : `/${part}`}`;

export const framed = (
  { survey, token, theme, accepts }: Framed,
  content: {
    readonly body: Html;
    readonly error?: boolean;
    readonly back?: string | undefined;
    readonly large?: boolean;
    readonly bare?: boolean;
  },
): string =>
  page({
    title: TITLE,
    alias: survey.frame.alias,
    theme,
    accepts,
    here: pathTo(token),
    ...(content.bare === true ? {} : { module: `/s/${formModule.file}` }),
    foot: footLines(survey.frame.emergencyNumber),
    body: content.body,
    ...(content.error === true ? { error: true } : {}),
    ...(content.back === undefined ? {} : { back: content.back }),
    ...(content.large === true ? { large: true } : {}),
    ...(content.bare === true ? { bare: true } : {}),
  });

/** Copied by whoever keeps records of what was typed; the answers themselves never leave the form. */
export const formData = (survey: Survey): Readonly<Record<string, string | undefined>> => ({
  'survey-id': survey.id,
  'session-id': survey.sessionId,
  instrument: survey.instrument,
});
