import { clientThemes, html, langOf, localPath, page, seeOther, sendPage, setCookie, themeIn } from '@aftercare/pages';
import { Open } from '@aftercare/platform';
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { EdgeSettings } from '../../../edge/application/edge-settings.js';

/** Twelve months (ux.md, P13.1). */
const KEPT_SECONDS = 365 * 24 * 3600;

const themeNames = clientThemes.map((theme) => theme.name);
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/u;

const prefsForm = z.object({
  theme: z.enum(themeNames).optional(),
  lang: z.string().regex(LANGUAGE).optional(),
  return: z.string().max(512).optional(),
});
type PrefsForm = z.infer<typeof prefsForm>;

const prefsQuery = z.object({ return: z.string().max(512).optional() });
type PrefsQuery = z.infer<typeof prefsQuery>;

/** Brightness and language of client pages, without script. */
@Open()
@Controller('prefs')
export class PrefsController {
  constructor(private readonly settings: EdgeSettings) {}

  @Get()
  show(@Query({ schema: prefsQuery }) query: PrefsQuery, @Req() request: Request, @Res() response: Response): void {
    const here = localPath(query.return ?? '/prefs');
    const buttons = clientThemes.map(
      (theme) => html`<p><button name="theme" value="${theme.name}">${theme.label}</button></p>`,
    );
    const form = html`<form method="post" action="/prefs">
      <input type="hidden" name="return" value="${here}" />${buttons}
    </form>`;
    const lang = langOf(request.headers.cookie);
    sendPage(
      response,
      page({
        title: 'Brightness',
        alias: 'Your pages',
        theme: themeIn(request),
        ...(lang === undefined ? {} : { lang }),
        body: html`<h1>Change brightness</h1>
          ${form}`,
      }),
    );
  }

  /**
   * Back to the page it came from, on this site only. Which site asked is not judged: our pages send `Origin: null`,
   * older browsers say nothing else, and a colour chosen by somebody else can be chosen again.
   */
  @Post()
  save(@Body({ schema: prefsForm }) form: PrefsForm, @Res() response: Response): void {
    const options = { secure: this.settings.isSecure, maxAgeSeconds: KEPT_SECONDS };
    const chosen = Object.entries({ theme: form.theme, lang: form.lang }).filter(([, value]) => value !== undefined);
    if (chosen.length > 0)
      response.setHeader(
        'set-cookie',
        chosen.map(([name, value]) => setCookie(name, value ?? '', options)),
      );
    seeOther(response, localPath(form.return ?? '/prefs'));
  }
}
