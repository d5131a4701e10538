import { seeOther, sendPage, themeIn } from '@aftercare/pages';
import type { ClientTheme } from '@aftercare/pages';
import { Open } from '@aftercare/platform';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CareOfClients, PersonalLinks } from '../../application/ports.js';
import type { IntervalWish, TypedText } from '../../application/ports.js';
import { ClientBrowser } from './client-browser.js';
import { KnownClient } from './known-client.js';
import { carePage, messagesPage } from './my-care.page.js';
import type { CareNews } from './my-care.page.js';
import { unsavedPage } from './personal.page.js';

const day = z.iso.date();
const wishForm = z.object({
  wish: z.enum(['practitioner', '14', '21', '28', 'pause', 'none']),
  until: day.or(z.literal('')).default(''),
});
const stressForm = z.object({ from: day, to: day });
const takeBackForm = z.object({ id: z.string().min(1).max(64) });

interface Visit {
  readonly request: Request;
  readonly response: Response;
}

interface Known {
  readonly client: {
    readonly clinicId: string;
    readonly clientRef: string;
    readonly typed: TypedText | undefined;
    readonly said: () => Promise<void>;
  };
  readonly alias: string;
  readonly theme: ClientTheme;
}

const wishOf = ({ wish, until }: z.infer<typeof wishForm>): IntervalWish | null | undefined => {
  switch (wish) {
    case 'practitioner':
      return null;
    case 'none':
      return { kind: 'none' };
    case 'pause':
      return until === '' ? undefined : { kind: 'pause', until };
    default:
      return { kind: 'days', days: Number(wish) };
  }
};

/** What a client reads about their messages, and says about the time between visits, behind their personal link. */
@Open()
@Controller('me')
export class MyCareController {
  constructor(
    private readonly known: KnownClient,
    private readonly links: PersonalLinks,
    private readonly care: CareOfClients,
    private readonly browser: ClientBrowser,
  ) {}

  @Get('messages')
  messages(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.withClient({ request, response }, async ({ client, ...shown }) => {
      const items = await this.links.messagesOf(client.clinicId, client.clientRef);
      sendPage(response, messagesPage(items, shown));
    });
  }

  @Get('visits')
  visits(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.withClient({ request, response }, (known) => this.show(known, response));
  }

  @Post('visits/wish')
  wish(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const filled = wishForm.safeParse(body);
    const wish = filled.success ? wishOf(filled.data) : undefined;
    return this.keep({ request, response }, async ({ client }) =>
      wish === undefined ? false : this.care.wish(client, wish),
    );
  }

  @Post('visits/demanding')
  demanding(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const filled = stressForm.safeParse(body);
    return this.keep({ request, response }, async ({ client }) =>
      filled.success ? this.care.declare(client, filled.data) : false,
    );
  }

  @Post('visits/take-back')
  takeBack(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const filled = takeBackForm.safeParse(body);
    return this.keep({ request, response }, async ({ client }) =>
      filled.success ? this.care.takeBack(client, filled.data.id) : false,
    );
  }

  private keep(visit: Visit, work: (known: Known) => Promise<boolean>): Promise<void> {
    this.browser.refuseCrossSite(visit.request);
    return this.withClient(visit, async (known) => {
      const isKept = await work(known);
      await known.client.said();
      await this.show(known, visit.response, isKept ? 'kept' : 'refused');
    });
  }

  private async show({ client, ...shown }: Known, response: Response, news?: CareNews): Promise<void> {
    const care = await this.care.see(client);
    if (care === undefined) seeOther(response, '/me');
    else sendPage(response, carePage(care, news, { ...shown, typed: client.typed }), news === 'refused' ? 400 : 200);
  }

  /** A client whose record is gone has nothing to read here. */
  private async withClient({ request, response }: Visit, work: (known: Known) => Promise<void>): Promise<void> {
    const here = request.path.startsWith('/me/visits') ? '/me/visits' : '/me/messages';
    const client = await this.known.orElsewhere({ request, response }, here);
    if (client === undefined) return;
    const about = async () => {
      const pages = await this.links.pagesOf(client.clinicId, [client.clientRef]);
      if (pages?.clients[0] === undefined) seeOther(response, '/me');
      else await work({ client, alias: pages.alias, theme: themeIn(request) });
    };
    await this.browser.orAway(request, response, about, request.method === 'POST' ? unsavedPage : undefined);
  }
}
