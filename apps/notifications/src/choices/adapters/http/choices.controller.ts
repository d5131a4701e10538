import type { IncomingMessage, ServerResponse } from 'node:http';
import { onKnownLink, sendPage } from '@aftercare/pages';
import type { LinkVisit } from '@aftercare/pages';
import { Open } from '@aftercare/platform';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import * as z from 'zod';
import { Choices } from '../../application/choices.js';
import type { ChoicesView } from '../../application/choices.js';
import { decodeState, tickedIn } from '../../domain/choices.js';
import type { ChoiceCommand, ChoicesState } from '../../domain/choices.js';
import { choicesPage, stoppedWords, tickable, TITLE, unsubscribedPage } from './choices.page.js';
import type { Done, Shown } from './choices.page.js';

/** Checkboxes of one name: none, one or several. */
const ticks = z
  .union([z.string().max(16), z.array(z.string().max(16)).max(4)])
  .default([])
  .transform((value) => (typeof value === 'string' ? [value] : value));

const form = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['stop-texts', 'stop-emails', 'start-texts']) }),
  z.object({ do: z.literal('save'), appointment: ticks, survey: ticks, 'follow-up': ticks }),
  z.object({ do: z.literal('undo'), before: z.string().max(200) }),
]);
type Form = z.infer<typeof form>;

const oneClick = z.looseObject({ 'List-Unsubscribe': z.literal('One-Click') });

const commandOf = (filled: Form, view: ChoicesView): ChoiceCommand => {
  switch (filled.do) {
    case 'save':
      return { do: 'save', shown: tickable(view), ticked: tickedIn(filled) };
    case 'undo':
      return { do: 'undo', to: decodeState(filled.before) };
    default:
      return { do: filled.do };
  }
};

const doneBy = (command: ChoiceCommand, view: ChoicesView, before: ChoicesState): Done => {
  switch (command.do) {
    case 'stop-texts':
      return { words: stoppedWords(view, 'sms'), before };
    case 'stop-emails':
      return { words: stoppedWords(view, 'email'), before };
    case 'undo':
      return { words: 'Everything is as it was before.' };
    default:
      return { words: 'That is saved.', before };
  }
};

/** Emails say so in their links; any other was opened from a text. */
const openedFrom = ({ url = '' }: IncomingMessage): Shown['from'] =>
  /[?&]from=email(?:&|$)|\/one-click$/u.test(url) ? 'email' : 'sms';

/** P10. The token is the only key; GET never changes anything, because mail scanners open every link. */
@Open()
@Controller('u')
export class ChoicesController {
  constructor(private readonly choices: Choices) {}

  @Get([':token', ':token/one-click'])
  see(@Param('token') token: string, @Req() request: IncomingMessage, @Res() response: ServerResponse): Promise<void> {
    return this.answer({ token, request, response }, (view, shown) => {
      sendPage(response, choicesPage(view, shown));
    });
  }

  @Post(':token')
  change(
    @Param('token') token: string,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
    @Body() body: unknown,
  ): Promise<void> {
    const filled = form.safeParse(body);
    return this.answer({ token, request, response }, async (view, shown) => {
      if (!filled.success) sendPage(response, choicesPage(view, { ...shown, isRefused: true }), 400);
      else sendPage(response, await this.changed(commandOf(filled.data, view), view, shown));
    });
  }

  /** RFC 8058: the mail program's button. A multipart form is not read here, and nobody else sends one to this address. */
  @Post(':token/one-click')
  unsubscribe(
    @Param('token') token: string,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
    @Body() body: unknown,
  ): Promise<void> {
    const isMultipart = (request.headers['content-type'] ?? '').startsWith('multipart/form-data');
    const isMeant = isMultipart || oneClick.safeParse(body).success;
    return this.answer({ token, request, response }, async (view, shown) => {
      if (!isMeant) sendPage(response, choicesPage(view, { ...shown, isRefused: true }), 400);
      else {
        await this.choices.change(token, { do: 'stop-emails' }, 'one-click');
        sendPage(response, unsubscribedPage(view.alias, shown.theme));
      }
    });
  }

  private async changed(command: ChoiceCommand, seen: ChoicesView, shown: Shown): Promise<string> {
    const result = await this.choices.change(shown.token, command, 'choices-page');
    const view = result?.view ?? seen;
    return choicesPage(view, result === undefined ? shown : { ...shown, done: doneBy(command, view, result.before) });
  }

  private answer(visit: LinkVisit, answer: (view: ChoicesView, shown: Shown) => void | Promise<void>): Promise<void> {
    const kind = { title: TITLE, find: (token: string) => this.choices.see(token) };
    const from = openedFrom(visit.request);
    return onKnownLink(visit, kind, (view, theme) => answer(view, { token: visit.token, theme, from }));
  }
}
