import { TransientError } from '@aftercare/kernel';
import { acceptsIn, page, sendPage, html, themeIn, type ClientTheme } from '@aftercare/pages';
import type { ClientCaller } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DiaryPeople } from '../../application/diary-people.js';
import type { DiaryView } from './diary-frame.js';

/** A request for a page of the diary. */
export interface DiaryVisit {
  readonly caller: ClientCaller;
  readonly request: Request;
  readonly response: Response;
}

/** Nobody knows yet whose page it would have been. */
const nobody = (theme: ClientTheme, words: { readonly title: string; readonly text: string }): string =>
  page({
    title: 'Your days',
    alias: 'Your pages',
    theme,
    error: true,
    body: html`<h1>${words.title}</h1>
      <p>${words.text}</p>`,
  });

const AWAY = { title: 'We cannot show this page now', text: 'Please try again in a minute. Nothing is lost.' };
const GONE = { title: 'There is nothing here', text: 'Please ask the place you visit.' };

/** Finds out whose diary a page is of, and says so in a page where it cannot. */
@Injectable()
export class DiaryVisits {
  constructor(private readonly people: DiaryPeople) {}

  async with({ caller, request, response }: DiaryVisit, work: (view: DiaryView) => Promise<void>): Promise<void> {
    const theme = themeIn(request);
    try {
      const person = await this.people.of({ clinicId: caller.clinicId, id: caller.clientRef });
      if (person === undefined) sendPage(response, nobody(theme, GONE), 404);
      else await work({ person, theme, accepts: acceptsIn(request) });
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      response.setHeader('retry-after', 30);
      sendPage(response, nobody(theme, AWAY), 503);
    }
  }
}
