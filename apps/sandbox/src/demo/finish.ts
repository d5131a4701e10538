import type { Community } from './play/community.js';
import type { DemoSetting } from './setting.js';
import { FIRST_DAY, isFullRun, lastVisitDay } from './options.js';
import type { Run } from './play/run.js';
import { runChecks } from './checks/run-checks.js';
import { ledgerOf, providerMessages } from './records/collect.js';
import { printSummary } from './records/print-summary.js';
import { summaryOf } from './records/summary.js';
import type { ReportRecord, RunRecords } from './records/types.js';
import { writeRecords } from './records/write-records.js';

interface Played {
  readonly run: Run;
  readonly communities: readonly Community[];
  readonly timings: {
    readonly steps: number;
    readonly meanMs: number;
    readonly p99Ms: number;
    readonly totalMs: number;
  };
}

const recordsOf = async (setting: DemoSetting, { run, communities }: Played): Promise<RunRecords> => {
  const ledgers = await Promise.all(
    communities.map(({ office }) => ledgerOf(setting.config, office.clinicId, setting.machine)),
  );
  const reports: ReportRecord[] = [];
  for (const { office } of communities) {
    const report = await office.report(FIRST_DAY, lastVisitDay(setting.options));
    reports.push({ ...report, clinicId: office.clinicId });
  }
  return {
    providerMessages: await providerMessages(run.world),
    inbound: run.keeper.inbound,
    people: run.keeper.people(),
    bookings: run.keeper.bookings,
    ledger: ledgers.flat(),
    answers: run.keeper.answers,
    reports,
    rules: run.keeper.rules,
  };
};

/** Prints what happened and whether every promise held; the result is the exit code. */
export const finish = async (setting: DemoSetting, played: Played): Promise<number> => {
  const { options, output, config } = setting;
  const records = await recordsOf(setting, played);
  const checks = runChecks(records, { isFullRun: isFullRun(options), until: played.run.until });
  const summary = summaryOf(records, { seed: options.seed, timings: played.timings, checks });
  if (options.report !== undefined) await writeRecords(options.report, records, summary);
  output.write(`${printSummary(summary).join('\n')}\n`);
  output.write(`\nconsole   ${config.PUBLIC_URL}/console\nphones    ${config.SANDBOX_URL}/\n`);
  return checks.every((check) => check.ok) ? 0 : 1;
};
