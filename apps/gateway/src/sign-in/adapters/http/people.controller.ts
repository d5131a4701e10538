import { Open } from '@aftercare/platform';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AccountRepository, type AccountRole } from '../../../accounts/application/ports.js';
import { JudgeRequest } from '../../../edge/application/judge-request.js';

/** A colleague, as the histories of the console name them. */
export interface Person {
  readonly accountId: string;
  readonly email: string;
  /** To whom something can be handed: not everybody may see everything. */
  readonly roles: readonly AccountRole[];
}

export interface People {
  readonly items: readonly Person[];
}

/** Who works here: histories hold the ids of accounts only. For everybody who is signed in, of the own clinic. */
@Open()
@Controller('api/people')
export class PeopleController {
  constructor(
    private readonly judge: JudgeRequest,
    private readonly accounts: AccountRepository,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<People> {
    response.setHeader('cache-control', 'no-store');
    const { account } = await this.judge.signedIn(request);
    const people = await this.accounts.ofClinic(account.clinicId);
    return { items: people.map(({ accountId, email, roles }) => ({ accountId, email, roles })) };
  }
}
