import { LinkTokens } from '@aftercare/platform';
import { CalendarFiles, MessageTemplates } from '../../templates/application/ports.js';
import type { MessageInput, RenderResult, WordsWish } from '../../templates/application/ports.js';

/** Tokens that say what they stand for, so that a reader of the providers' log can tell messages apart. */
export class ReadableLinks extends LinkTokens {
  constructor() {
    super('nobody needs a key here', 'https://a.example');
  }

  override token(purpose: string, id: string, generation: number): string {
    return `${purpose}=${id}=${generation}`;
  }
}

/** Messages that a program can read: kind, first name, visit, main link. The real ones have tests of their own. */
export class ReadableTemplates extends MessageTemplates {
  override wordsFor({ locale }: WordsWish): ReturnType<MessageTemplates['wordsFor']> {
    return { language: 'en', locale, isFallback: false };
  }

  override render(input: MessageInput): RenderResult {
    const visit = 'visit' in input ? input.visit.dayTime : '';
    const form = input.formLink === undefined ? [] : [input.formLink];
    const body = [input.kind, input.firstName, visit, input.link, ...form].join('|');
    if (input.channel === 'sms') return { sms: { body, encoding: 'GSM-7', parts: 1 }, templateVersion: '1' };
    return { email: { subject: input.kind, text: body }, templateVersion: '1' };
  }
}

export class NoCalendarFiles extends CalendarFiles {
  override of(): string {
    return '';
  }
}

export interface ReadMessage {
  readonly kind: string;
  readonly firstName: string;
  readonly visit: string;
  /** Purpose, id and generation of the main link. */
  readonly about: string;
  /** The same of the form that goes along. */
  readonly form: string | undefined;
}

const targetOf = (link: string): string => link.slice(link.lastIndexOf('/') + 1);

export const readMessage = (body: string): ReadMessage => {
  const [kind = '', firstName = '', visit = '', link = '', form] = body.split('|');
  return { kind, firstName, visit, about: targetOf(link), form: form === undefined ? undefined : targetOf(form) };
};
