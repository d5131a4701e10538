import { Open } from '@aftercare/platform';
import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { setCookie } from '@aftercare/pages';
import type { Request, Response } from 'express';
import { EdgeSettings } from '../../../edge/application/edge-settings.js';
import { JudgeRequest } from '../../../edge/application/judge-request.js';
import { CurrentSession } from '../../application/current-session.js';
import type { SignedIn } from '../../application/current-session.js';
import { RequestSignInLink } from '../../application/request-sign-in-link.js';
import { SignIn } from '../../application/sign-in.js';
import { linkRequest, signInRequest } from './auth.dto.js';
import type { LinkRequest, Me, SignInRequest } from './auth.dto.js';

const meOf = ({ account, csrfToken, endsAt, now }: SignedIn): Me => ({
  ...account,
  csrfToken,
  endsAt: endsAt.toISOString(),
  now: now.toISOString(),
});

/** Sign-in by an emailed link, and who is signed in. */
@Open()
@Controller('api')
export class AuthController {
  constructor(
    private readonly requestLink: RequestSignInLink,
    private readonly signIn: SignIn,
    private readonly sessions: CurrentSession,
    private readonly judge: JudgeRequest,
    private readonly settings: EdgeSettings,
  ) {}

  /** The answer is the same for every address. */
  @Post('auth/links')
  @HttpCode(202)
  async link(
    @Body({ schema: linkRequest }) body: LinkRequest,
    @Req() request: Request,
  ): Promise<{ readonly sent: 'if-known' }> {
    this.judge.refuseCrossSite(request);
    await this.requestLink.execute(body.email);
    return { sent: 'if-known' };
  }

  @Post('auth/sessions')
  async open(
    @Body({ schema: signInRequest }) body: SignInRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    this.judge.refuseCrossSite(request);
    const token = await this.signIn.execute(body.token, this.judge.addressOf(request));
    const session = await this.sessions.of(token);
    response.setHeader('set-cookie', this.cookie(token)).setHeader('cache-control', 'no-store');
    return meOf(session);
  }

  /**
   * Pages that the browser keeps for Back go with the session. Not what it stores for the console: the choice of colours
   * and a draft of rules name nobody and are meant to stay.
   */
  @Delete('auth/sessions')
  @HttpCode(204)
  async close(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.judge.signedIn(request);
    await this.sessions.end(this.judge.sessionTokenOf(request));
    response.setHeader('set-cookie', this.cookie('', 0)).setHeader('clear-site-data', '"cache"');
  }

  @Get('me')
  async me(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Me> {
    response.setHeader('cache-control', 'no-store');
    return meOf(await this.judge.signedIn(request));
  }

  /** Lives as long as the browser: the session behind it has its own ends. */
  private cookie(value: string, maxAgeSeconds?: number): string {
    const { isSecure: secure, sessionCookie } = this.settings;
    return setCookie(sessionCookie, value, { secure, ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }) });
  }
}
