import { CurrentStaff, Staff } from '@aftercare/platform';
import type { StaffCaller } from '@aftercare/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ActOnReminder } from '../../application/act-on-reminder.js';
import type { StaffAct } from '../../application/act-on-reminder.js';
import { actBody, retryBody } from './reminder.dto.js';
import type { ActBody, RetryBody } from './reminder.dto.js';

/** The row that stands for the message now. */
interface Acted {
  readonly reminderId: string;
}

/** What staff may do with a single reminder. Each act names its ground and stands in the row's history with who did it. */
@Staff('owner', 'manager', 'front-desk')
@Controller('v1/reminders')
export class StaffActsController {
  constructor(private readonly acts: ActOnReminder) {}

  @Post(':id/cancel')
  @HttpCode(200)
  cancel(
    @CurrentStaff() caller: StaffCaller,
    @Param('id') id: string,
    @Body({ schema: actBody }) body: ActBody,
  ): Promise<Acted> {
    return this.act(caller, id, { act: 'cancel', ...body });
  }

  @Post(':id/hold')
  @HttpCode(200)
  hold(
    @CurrentStaff() caller: StaffCaller,
    @Param('id') id: string,
    @Body({ schema: actBody }) body: ActBody,
  ): Promise<Acted> {
    return this.act(caller, id, { act: 'hold', ...body });
  }

  @Post(':id/release')
  @HttpCode(200)
  release(
    @CurrentStaff() caller: StaffCaller,
    @Param('id') id: string,
    @Body({ schema: actBody }) body: ActBody,
  ): Promise<Acted> {
    return this.act(caller, id, { act: 'release', ...body });
  }

  /** Only what failed, while it is of use; a result that nobody knows is looked up, never sent again. */
  @Post(':id/retry')
  @HttpCode(200)
  retry(
    @CurrentStaff() caller: StaffCaller,
    @Param('id') id: string,
    @Body({ schema: retryBody }) body: RetryBody,
  ): Promise<Acted> {
    return this.act(caller, id, { act: 'retry', ...body });
  }

  private async act(
    { clinicId, accountId }: StaffCaller,
    reminderId: string,
    what: Pick<StaffAct, 'act' | 'ground' | 'channel'>,
  ): Promise<Acted> {
    return { reminderId: await this.acts.execute({ ...what, clinicId, accountId, reminderId }) };
  }
}
