import { DomainError } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import type { Period } from '../domain/period.js';
import { tooCloseTo, withShown } from '../domain/shown-periods.js';
import { FirstReports, type FirstReport } from './first-reports.js';
import { ClientRecords, ShownPeriodsStore } from './ports.js';

/** The difference of two reports would speak of fewer than five people. */
export class PeriodTooCloseError extends DomainError {
  override readonly code = 'PERIOD_TOO_CLOSE';
}

/** Shows a report to somebody of the clinic, and remembers of which days, so that no later one can be subtracted from it. */
@Injectable()
export class ShowReport {
  constructor(
    private readonly transactions: Transactions,
    private readonly reports: FirstReports,
    private readonly records: ClientRecords,
    private readonly shown: ShownPeriodsStore,
  ) {}

  /** The register is one document, so of two that ask at the same moment the second one knows of the first. */
  async execute(clinicId: string, period: Period): Promise<FirstReport> {
    const report = await this.reports.read(clinicId, period);
    const records = await this.records.ofClinic(clinicId);
    await this.transactions.run(async ({ writes, within }) => {
      const loaded = await this.shown.load(clinicId, within);
      const close = tooCloseTo(loaded?.state, period, records);
      if (close !== undefined)
        throw new PeriodTooCloseError(
          `beside ${close.from} to ${close.to}, which was shown, it would speak of fewer than five people`,
        );
      const before = loaded?.state ?? { clinicId, periods: [] };
      const after = withShown(before, report);
      if (after !== before) this.shown.save(after, loaded?.version, writes);
    });
    return report;
  }
}
