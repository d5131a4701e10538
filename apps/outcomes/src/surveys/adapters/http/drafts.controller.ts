import { Clock } from '@aftercare/kernel';
import { formModule } from '@aftercare/pages';
import { Open } from '@aftercare/platform';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { rawValues } from '../../../instruments/application/instruments.js';
import { SaveDraft, type DraftOutcome } from '../../application/save-draft.js';
import { PageSettings } from './page-settings.js';
import { rawForm } from '../../../instruments/application/posted-form.js';
import { browserFor } from './replies.js';
import { timeInWords } from './words.js';

/** The module asks again after 5xx only; after 409 and 404 the next page says what is the case. */
const STATUS: Readonly<Record<DraftOutcome, number>> = { kept: 200, unreadable: 422, elsewhere: 409, unknown: 404 };

/** The one module of the pages, and what it saves while somebody is answering. */
@Open()
@Controller('s')
export class DraftsController {
  constructor(
    private readonly drafts: SaveDraft,
    private readonly settings: PageSettings,
    private readonly clock: Clock,
  ) {}

  @Get(formModule.file)
  module(@Res() response: Response): void {
    response.set(formModule.headers).send(formModule.text);
  }

  @Post(':token/:part/draft')
  async save(
    @Param() { token, part }: { token: string; part: string },
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    const raw = rawForm(body);
    const browser = browserFor(request, response, this.settings.secureCookies);
    const base = Number(rawValues(raw, 'base')[0] ?? 0);
    const { outcome, survey } = await this.drafts.execute({ token, part, raw, browser, base });
    const at = survey === undefined ? undefined : timeInWords(this.clock.now(), survey.frame.clientZone);
    response.status(STATUS[outcome]).json(outcome === 'kept' ? { at } : {});
  }
}
