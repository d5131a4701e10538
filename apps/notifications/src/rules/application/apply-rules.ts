import { Clock } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { ClinicStore } from '../../clinics/application/clinic-directory.js';
import { checkedRules } from '../../reminders/application/rules.js';
import type { ReminderRules } from '../../reminders/application/rules.js';
import { ClinicRulesDesk, liveRules, previewIdOf, sameRules } from './clinic-rules-desk.js';
import { RuleBook } from './rule-book.js';
import type { Replanning } from './rule-book.js';
import { PreviewOutdatedError, RulesBusyError, RulesUnchangedError } from './rule-errors.js';
import { freshReplanning } from './settings-change.js';

export interface ApplyWish {
  readonly clinicId: string;
  readonly accountId: string;
  readonly rules: ReminderRules;
  /** Of the preview of exactly these rules. */
  readonly previewId: string;
  /** Of the differences in that preview, to be compared with what the change really did. */
  readonly digest?: string | undefined;
}

/** Makes rules live that somebody has seen a preview of, and leaves the work on waiting rows to be done; the same apply twice is one. */
@Injectable()
export class ApplyRules {
  constructor(
    private readonly desk: ClinicRulesDesk,
    private readonly store: ClinicStore,
    private readonly book: RuleBook,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Answers with the number of the version. */
  async execute({ clinicId, accountId, rules, previewId, digest }: ApplyWish): Promise<number> {
    const clinic = await this.desk.of(clinicId);
    const from = liveRules(clinic);
    const to = { version: from.version + 1, rules: checkedRules(rules) };
    if (sameRules(from.rules, to.rules)) return this.appliedBefore(clinicId, previewId);
    if (previewId !== previewIdOf(clinic, to.rules))
      throw new PreviewOutdatedError('this is not the preview of these rules as things are now');
    const at = this.clock.now();
    const version = {
      clinicId,
      number: to.version,
      basedOn: from.version,
      rules: to.rules,
      by: accountId,
      at,
      previewId,
    };
    await this.transactions.run(async ({ within, writes }) => {
      const before = await this.book.replanningOf(clinicId, within);
      if (before !== undefined && before.replanning.phase !== 'done')
        throw new RulesBusyError('an earlier change is still being carried out');
      if (!(await this.store.keepReminderRules(clinicId, to, from.version, within)))
        throw new PreviewOutdatedError('somebody changed the rules meanwhile');
      this.book.add(version, writes);
      const settings = before?.replanning.settings;
      const beginning = { clinicId, from, to, at, ...(settings === undefined ? {} : { settings }) };
      this.book.putReplanning({ ...freshReplanning(beginning), ...foreseenBy(digest) }, before?.version, writes);
    });
    this.desk.forget(clinicId);
    return to.version;
  }

  /** A repeat, e.g. of a request whose answer was lost, is told what the first one did. */
  private async appliedBefore(clinicId: string, previewId: string): Promise<number> {
    const [newest] = await this.book.versionsOf(clinicId);
    if (newest?.previewId !== previewId) throw new RulesUnchangedError('these rules hold already');
    return newest.number;
  }
}

const foreseenBy = (digest: string | undefined): Pick<Replanning, 'foreseen'> =>
  digest === undefined ? {} : { foreseen: digest };
