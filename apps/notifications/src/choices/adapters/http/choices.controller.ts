import type { IncomingMessage, ServerResponse } from 'node:http';
import { pageHeaders, themeOf } from '@aftercare/pages';
import { Open } from '@aftercare/platform';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import * as z from 'zod';
import { Choices } from '../../application/choices.js';
import type { ChoicesView } from '../../application/choices.js';
import { decodeState, tickedIn } from '../../domain/choices.js';
import type { ChoiceCommand } from '../../domain/choices.js';
import { choicesPage, stoppedWords, tickable, unknownLinkPage, unsubscribedPage } from './choices.page.js';

const TOKEN = /^[0-9A-Za-z]{22}$/u;

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

const wordsOf = (did: ChoiceCommand['do'], view: ChoicesView): string => {
  if (did === 'stop-texts') return stoppedWords(view);
  if (did === 'stop-emails') return `Done. No more emails from ${view.alias}.`;
  return did === 'undo' ? 'Everything is as it was before.' : 'That is saved.';
};

const send = (response: ServerResponse, status: number, markup: string): void => {
  response.writeHead(status, pageHeaders).end(markup);
};

/** P10. The token is the only key; GET never changes anything, because mail scanners open every link. */
@Open()
@Controller('u')
export class ChoicesController {
  constructor(private readonly choices: Choices) {}

  @Get([':token', ':token/one-click'])
  async see(
    @Param('token') token: string,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const theme = themeOf(request.headers.cookie);
    const view = TOKEN.test(token) ? await this.choices.see(token) : undefined;
    if (view === undefined) send(response, 404, unknownLinkPage(theme));
    else send(response, 200, choicesPage({ view, token, theme }));
  }

  @Post(':token')
  async change(
    @Param('token') token: string,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
    @Body() body: unknown,
  ): Promise<void> {
    const theme = themeOf(request.headers.cookie);
    const view = TOKEN.test(token) ? await this.choices.see(token) : undefined;
    const filled = form.safeParse(body);
    if (view === undefined) send(response, 404, unknownLinkPage(theme));
    else if (!filled.success) send(response, 400, choicesPage({ view, token, theme }));
    else send(response, 200, await this.changed(token, commandOf(filled.data, view), theme));
  }

  /** RFC 8058: the mail program's button. A multipart form is not read here, and nobody else sends one to this address. */
  @Post(':token/one-click')
  async unsubscribe(
    @Param('token') token: string,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
    @Body() body: unknown,
  ): Promise<void> {
    const theme = themeOf(request.headers.cookie);
    const isMultipart = (request.headers['content-type'] ?? '').startsWith('multipart/form-data');
    const isMeant = isMultipart || oneClick.safeParse(body).success;
    const view = TOKEN.test(token) ? await this.choices.see(token) : undefined;
    if (view === undefined) send(response, 404, unknownLinkPage(theme));
    else if (!isMeant) send(response, 400, choicesPage({ view, token, theme }));
    else {
      await this.choices.change(token, { do: 'stop-emails' }, 'one-click');
      send(response, 200, unsubscribedPage(view.alias, theme));
    }
  }

  private async changed(token: string, command: ChoiceCommand, theme: ReturnType<typeof themeOf>): Promise<string> {
    const result = await this.choices.change(token, command, 'choices-page');
    if (result === undefined) return unknownLinkPage(theme);
    const { view, before } = result;
    const undo = command.do === 'undo' ? {} : { done: { words: wordsOf(command.do, view), before } };
    return choicesPage({ view, token, theme, ...undo });
  }
}
