import { CurrentStaff, Idempotent, Staff } from '@aftercare/platform';
import type { Page, StaffCaller } from '@aftercare/platform';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { localText } from '../../../clinics/application/clinic-time.js';
import { ApplyRules } from '../../application/apply-rules.js';
import { PreviewRules } from '../../application/preview-rules.js';
import type { DifferencePage, Preview } from '../../application/preview-rules.js';
import { RulesOverview } from '../../application/rules-overview.js';
import type { RulesView, RuleVersionView } from '../../application/rules-overview.js';
import { StartReplanning } from '../../application/start-replanning.js';
import type { Difference } from '../../domain/difference.js';
import { applyBody, cursorOf, differencesBody, placeFrom, previewBody } from './rules.dto.js';
import type { ApplyBody, DifferencesBody, PreviewBody } from './rules.dto.js';

/** A state with its time on the client's own clocks. */
export interface RuleDifferenceState {
  readonly state: string;
  readonly dueAt: Date;
  readonly dueLocal: string;
}

export interface RuleDifference extends Difference {
  readonly from: RuleDifferenceState | null;
  readonly to: RuleDifferenceState;
}

type PreviewView = Omit<Preview, 'differences'> & {
  readonly differences: Page<RuleDifference> & { readonly total: number };
};

const withLocalTimes = (difference: Difference): RuleDifference => {
  const { from, to, zone } = difference;
  const local = (state: Difference['to']) => ({ ...state, dueLocal: localText(state.dueAt, zone) });
  return { ...difference, from: from === null ? null : local(from), to: local(to) };
};

const pageOf = ({ items, next }: DifferencePage): Page<RuleDifference> => ({
  items: items.map(withLocalTimes),
  ...(next === undefined ? {} : { next: cursorOf(next) }),
});

/** When reminders go out, as far as the clinic may choose. A draft is played over everything that waits before it is applied. */
@Staff('owner', 'manager')
@Controller('v1/rules')
export class RulesController {
  constructor(
    private readonly overview: RulesOverview,
    private readonly previews: PreviewRules,
    private readonly applying: ApplyRules,
    private readonly starting: StartReplanning,
  ) {}

  @Get()
  read(@CurrentStaff() { clinicId }: StaffCaller): Promise<RulesView> {
    return this.overview.of(clinicId);
  }

  @Get('versions')
  async versions(@CurrentStaff() { clinicId }: StaffCaller): Promise<{ readonly items: readonly RuleVersionView[] }> {
    return { items: await this.overview.versionsOf(clinicId) };
  }

  /** Twelve weeks before and after, and the first differences; writes nothing. */
  @Post('preview')
  @HttpCode(200)
  async preview(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Body({ schema: previewBody }) { rules, limit }: PreviewBody,
  ): Promise<PreviewView> {
    const preview = await this.previews.execute({ clinicId, rules, limit });
    const { total, ...page } = preview.differences;
    return { ...preview, differences: { ...pageOf(page), total } };
  }

  /** The next differences of the same draft. */
  @Post('preview/differences')
  @HttpCode(200)
  async differences(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Body({ schema: differencesBody }) { rules, limit, after }: DifferencesBody,
  ): Promise<Page<RuleDifference>> {
    return pageOf(await this.previews.differences({ clinicId, rules, limit, place: placeFrom(after) }));
  }

  /** Answers when the rules hold; `replanning` of `GET v1/rules` tells how far they have reached what waits. */
  @Idempotent()
  @Post('apply')
  @HttpCode(202)
  async apply(
    @CurrentStaff() { clinicId, accountId }: StaffCaller,
    @Body({ schema: applyBody }) body: ApplyBody,
  ): Promise<RulesView> {
    await this.applying.execute({ clinicId, accountId, ...body });
    this.starting.now(clinicId);
    return this.overview.of(clinicId);
  }
}
