import { isLocalDate, type LocalDate } from '@aftercare/kernel';
import { seeOther, sendPage, TYPED_BEFORE } from '@aftercare/pages';
import { ClientOnly, OwnClient, RequestCause, type ClientCaller, type RequestOrigin } from '@aftercare/platform';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { diary, isDiaryPartOpen, rawValues, type RawForm } from '../../../instruments/application/instruments.js';
import { rawOf } from '../../../instruments/application/item-view.js';
import { rawForm } from '../../../instruments/application/posted-form.js';
import { OpenedDays, type OpenedDay } from '../../application/opened-days.js';
import { RecordDay } from '../../application/record-day.js';
import { isInDoubt, isWritable, writableDays } from '../../domain/diary-day.js';
import { closedDayPage, dayPage, diaryPartPage, whichDayPage, type DayView } from './day-page.js';
import { DAY, dayPath, type DiaryView } from './diary-frame.js';
import { DiaryVisits } from './diary-visits.js';

const FIRST = diary.parts[0]?.id ?? '';

interface PostedDay {
  readonly date: LocalDate;
  readonly part: string;
  readonly raw: RawForm;
  readonly cause: RequestOrigin;
  /** It was typed when the pages had closed: shown, not saved. */
  readonly isUnsaved: boolean;
}

type PostedForm = Pick<PostedDay, 'raw' | 'isUnsaved'>;

const postedIn = ({ body, headers }: Request): PostedForm => ({
  raw: rawForm(body),
  isUnsaved: headers[TYPED_BEFORE] !== undefined,
});

/** What the last week says. */
interface Week {
  readonly today: LocalDate;
  readonly days: readonly OpenedDay[];
}

/** Only between the first entry and today: a diary that begins today misses nothing. */
const missingIn = ({ today, days }: Week): readonly LocalDate[] => {
  const filled = new Set(days.map(({ day }) => day.date));
  const [first] = days;
  return writableDays(today).filter(
    (date) => date !== today && first !== undefined && date > first.day.date && !filled.has(date),
  );
};

/** P6: the client's own days, behind their personal link. GET changes nothing. */
@ClientOnly()
@Controller('me/day')
export class DayController {
  constructor(
    private readonly visits: DiaryVisits,
    private readonly opened: OpenedDays,
    private readonly recording: RecordDay,
  ) {}

  @Get()
  today(@OwnClient() caller: ClientCaller, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.visits.with({ caller, request, response }, async (view) => {
      if (isInDoubt(view.person.time)) sendPage(response, whichDayPage(view, undefined));
      else await this.show(view, view.person.today, response);
    });
  }

  @Post()
  saysToday(
    @OwnClient() caller: ClientCaller,
    @RequestCause() cause: RequestOrigin,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = postedIn(request);
    return this.visits.with({ caller, request, response }, async (view) => {
      const [said] = rawValues(form.raw, 'd1');
      if (said !== undefined && isInDoubt(view.person.time)) sendPage(response, whichDayPage(view, said));
      else await this.record(view, { ...form, date: view.person.today, part: FIRST, cause }, response);
    });
  }

  @Get(':date')
  day(
    @OwnClient() caller: ClientCaller,
    @Param('date') date: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.visits.with({ caller, request, response }, async (view) => this.show(view, date, response));
  }

  @Post(':date')
  says(
    @OwnClient() caller: ClientCaller,
    @Param('date') date: string,
    @RequestCause() cause: RequestOrigin,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const posted = { ...postedIn(request), date, part: FIRST, cause };
    return this.visits.with({ caller, request, response }, async (view) => this.record(view, posted, response));
  }

  @Get(':date/:part')
  part(
    @OwnClient() caller: ClientCaller,
    @Param() { date, part }: { date: string; part: string },
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.visits.with({ caller, request, response }, async (view) =>
      this.showPart(view, { date, part }, response),
    );
  }

  @Post(':date/:part')
  saysMore(
    @OwnClient() caller: ClientCaller,
    @Param() { date, part }: { date: string; part: string },
    @RequestCause() cause: RequestOrigin,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const posted = { ...postedIn(request), date, part, cause };
    return this.visits.with({ caller, request, response }, async (view) => this.record(view, posted, response));
  }

  private async dayOf({ person }: DiaryView, date: LocalDate): Promise<OpenedDay | undefined> {
    return (await this.opened.of(person.client, { from: date, to: date }))[0];
  }

  private async show(
    view: DiaryView,
    date: string,
    response: Response,
    { problems = [], unsaved }: Pick<DayView, 'problems' | 'unsaved'> = {},
  ): Promise<void> {
    if (!isLocalDate(date)) {
      seeOther(response, DAY);
      return;
    }
    const { client, today } = view.person;
    const writable = isWritable(date, today);
    if (writable !== 'yes') {
      const open = writable === 'no-more' ? await this.dayOf(view, date) : undefined;
      sendPage(response, closedDayPage({ ...view, date, open }, writable));
      return;
    }
    const week = writableDays(today);
    const days = await this.opened.of(client, { from: week.at(-1) ?? today, to: today });
    const open = days.find(({ day }) => day.date === date);
    const missing = date === today ? missingIn({ today, days }) : [];
    sendPage(response, dayPage({ ...view, date, open, missing, problems, unsaved }), problems.length > 0 ? 422 : 200);
  }

  /** With the day's own answers, or what was typed in their place. */
  private async showPart(
    view: DiaryView,
    { date, part, typed }: { readonly date: string; readonly part: string; readonly typed?: RawForm },
    response: Response,
  ): Promise<void> {
    const open = await this.dayOf(view, date);
    const isOpen = open !== undefined && isWritable(date, view.person.today) === 'yes';
    if (!isOpen || !isDiaryPartOpen(part, open.answers)) {
      seeOther(response, dayPathOf(date));
      return;
    }
    const shown = typed ?? rawOf(open.answers);
    sendPage(response, diaryPartPage({ ...view, ...open, date, part, shown, isUnsaved: typed !== undefined }));
  }

  private showUnsaved(view: DiaryView, { date, part, raw }: PostedDay, response: Response): Promise<void> {
    if (part !== FIRST) return this.showPart(view, { date, part, typed: raw }, response);
    return this.show(view, date, response, { unsaved: rawValues(raw, 'd1')[0] });
  }

  private async record(view: DiaryView, posted: PostedDay, response: Response): Promise<void> {
    if (posted.isUnsaved) {
      await this.showUnsaved(view, posted, response);
      return;
    }
    const { date, part, raw, cause } = posted;
    const outcome = isLocalDate(date)
      ? await this.recording.execute({ person: view.person, date, part, raw }, cause)
      : ({ kind: 'elsewhere' } as const);
    switch (outcome.kind) {
      case 'saved':
        seeOther(response, dayPath(date, outcome.next));
        return;
      case 'problems':
        await this.again(view, { ...posted, problems: outcome.problems }, response);
        return;
      case 'closed':
        await this.show(view, date, response);
        return;
      case 'elsewhere':
        seeOther(response, dayPathOf(date));
    }
  }

  private async again(
    view: DiaryView,
    {
      date,
      part,
      raw,
      problems,
    }: PostedDay & { readonly problems: NonNullable<Parameters<typeof dayPage>[0]['problems']> },
    response: Response,
  ): Promise<void> {
    if (part === FIRST) {
      await this.show(view, date, response, { problems });
      return;
    }
    const answers = (await this.dayOf(view, date))?.answers ?? {};
    sendPage(response, diaryPartPage({ ...view, date, part, answers, shown: raw, problems }), 422);
  }
}

/** Addresses are typed by hand, too. */
const dayPathOf = (date: string): string => (isLocalDate(date) ? dayPath(date) : DAY);
