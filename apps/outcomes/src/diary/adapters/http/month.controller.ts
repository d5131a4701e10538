import { seeOther, sendFile, sendPage } from '@aftercare/pages';
import { ClientOnly, OwnClient, type ClientCaller } from '@aftercare/platform';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenedDays } from '../../application/opened-days.js';
import { monthOf, monthPath } from './diary-frame.js';
import { DiaryVisits } from './diary-visits.js';
import { monthCsv } from './month-csv.js';
import { datesOf, lastOf, monthPage } from './month-page.js';

const MONTH = /^(\d{4}-(?:0[1-9]|1[0-2]))(\.csv)?$/;

/** P7: the client's own months, behind their personal link. */
@ClientOnly()
@Controller('me/month')
export class MonthController {
  constructor(
    private readonly visits: DiaryVisits,
    private readonly opened: OpenedDays,
  ) {}

  @Get()
  now(@OwnClient() caller: ClientCaller, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.show('', { caller, request, response });
  }

  /** A month, or with `.csv` behind it the same as a file; a month that does not exist is the one of today. */
  @Get(':month')
  month(
    @OwnClient() caller: ClientCaller,
    @Param('month') month: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.show(month, { caller, request, response });
  }

  private show(asked: string, visit: Parameters<DiaryVisits['with']>[0]): Promise<void> {
    const { response } = visit;
    return this.visits.with(visit, async (view) => {
      const [, month, file] = MONTH.exec(asked) ?? [];
      if (month === undefined || month > monthOf(view.person.today)) {
        seeOther(response, monthPath(monthOf(view.person.today)));
        return;
      }
      const [from = ''] = datesOf(month);
      const days = await this.opened.of(view.person.client, { from, to: lastOf(month) });
      if (file === undefined) sendPage(response, monthPage({ ...view, month, days }));
      else
        sendFile(response, { name: `my-days-${month}.csv`, type: 'text/csv; charset=utf-8', content: monthCsv(days) });
    });
  }
}
