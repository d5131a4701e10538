import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata } from '@nestjs/common';
import { MailReportOptions, MailReportsController } from './mail-reports.controller.js';

/** Stands apart from the senders, as the webhooks of texts do. */
@Module({})
export class MailReportsModule {
  /** `imports`: modules that export `MailReports`. */
  static forRoot(given: {
    readonly secret: string | undefined;
    readonly imports: NonNullable<ModuleMetadata['imports']>;
  }): DynamicModule {
    return {
      module: MailReportsModule,
      imports: given.imports,
      controllers: [MailReportsController],
      providers: [{ provide: MailReportOptions, useValue: new MailReportOptions(given.secret) }],
    };
  }
}
