import { Clock, MachineTime } from '@aftercare/kernel';
import { acceptsIn, seeOther, sendPage, themeIn } from '@aftercare/pages';
import { Open } from '@aftercare/platform';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { GATE, isEmergency, rawValues, readGate } from '../../../instruments/application/instruments.js';
import { ChangeSurvey } from '../../application/change-survey.js';
import { helpPage, isHelpLevel, notTodayPage, sentPage } from './end-pages.js';
import { FormPages, type Reply } from './form-pages.js';
import type { Visitor } from './visitor.js';
import { emergencyNumberIn, emergencyPage } from './gate-view.js';
import { pathTo } from './page-frame.js';
import { PartPoster } from './part-poster.js';
import { rawForm } from '../../../instruments/application/posted-form.js';
import { browserIn } from './replies.js';

/** The panel waits this long for the save, in machine milliseconds; it is on the screen within half a second. */
const SAVE_WAIT_MS = 350;

const visitorOf = (request: Request, token: string): Visitor => ({
  token,
  theme: themeIn(request),
  accepts: acceptsIn(request),
  browser: browserIn(request),
});

const send = (response: Response, reply: Reply): void => {
  if ('goTo' in reply) seeOther(response, reply.goTo);
  else sendPage(response, reply.html, reply.status);
};

/** The pages behind the link of a survey. GET changes nothing; a POST answers with the address of the next page. */
@Open()
@Controller('s')
export class SurveyPagesController {
  constructor(
    private readonly pages: FormPages,
    private readonly poster: PartPoster,
    private readonly changes: ChangeSurvey,
    private readonly clock: Clock,
    private readonly machine: MachineTime,
  ) {}

  @Get('sent')
  sent(@Req() request: Request, @Res() response: Response): void {
    sendPage(response, sentPage(themeIn(request)));
  }

  @Get(':token')
  async first(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    send(response, await this.pages.first(visitorOf(request, token)));
  }

  @Get(':token/now')
  async now(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const visitor = visitorOf(request, token);
    const reply = await this.pages.end(visitor);
    const survey = 'goTo' in reply ? await this.pages.surveyOf(token) : undefined;
    if (survey === undefined) send(response, reply);
    else sendPage(response, notTodayPage({ survey, ...visitor }, this.clock.now()));
  }

  @Post(':token/now')
  async notToday(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const survey = await this.pages.surveyOf(token);
    if (survey === undefined) {
      send(response, this.pages.unknown(visitorOf(request, token)));
      return;
    }
    const choice = rawValues(rawForm(body), 'choice')[0];
    if (choice === 'tomorrow') await this.changes.askTomorrow(survey);
    if (choice === 'short') await this.changes.shorten(survey);
    seeOther(response, pathTo(token, choice === 'tomorrow' ? 'now' : undefined));
  }

  @Get(':token/help/:level')
  async help(
    @Param() path: { token: string; level: string },
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visitor = visitorOf(request, path.token);
    const survey = await this.pages.surveyOf(path.token);
    if (survey === undefined) send(response, this.pages.unknown(visitor));
    else if (!isHelpLevel(path.level)) seeOther(response, pathTo(path.token));
    else sendPage(response, helpPage({ survey, ...visitor }, path.level));
  }

  @Get(':token/end')
  async end(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    send(response, await this.pages.end(visitorOf(request, token)));
  }

  /** The answer is the same whether or not a link was sent. */
  @Post(':token/end')
  async newLink(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const survey = await this.pages.surveyOf(token);
    if (survey === undefined) {
      send(response, this.pages.unknown(visitorOf(request, token)));
      return;
    }
    await this.changes.sendNewLink(survey);
    seeOther(response, '/s/sent');
  }

  @Get(':token/:part')
  async part(
    @Param() path: { token: string; part: string },
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    send(response, await this.pages.part(visitorOf(request, path.token), path.part));
  }

  @Post(':token/:part')
  async save(
    @Param() path: { token: string; part: string },
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const raw = rawForm(body);
    const post = () => this.poster.post({ ...path, raw, request, response });
    if (path.part !== GATE || !isEmergency(readGate(raw))) {
      send(response, await post());
      return;
    }
    // Decided from what was posted, before any store is touched; the page does not wait for one that is down.
    const waited = this.machine.sleep(SAVE_WAIT_MS).then(() => undefined);
    const saved = await Promise.race([post().catch(() => undefined), waited]);
    const survey = saved === undefined ? undefined : await this.pages.surveyOf(path.token).catch(() => undefined);
    const number = survey?.frame.emergencyNumber ?? emergencyNumberIn(raw);
    const isSaved = saved !== undefined && 'goTo' in saved;
    const view = {
      token: path.token,
      theme: themeIn(request),
      number,
      alias: survey?.frame.alias,
      saved: isSaved,
      shown: raw,
    };
    // Never an error status: whatever stands in between might put its own page in the place of this one.
    sendPage(response, emergencyPage(view));
  }
}
