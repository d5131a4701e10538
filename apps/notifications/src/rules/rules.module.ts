import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata } from '@nestjs/common';
import { RulesController } from './adapters/http/rules.controller.js';
import { MongoRuleBook } from './adapters/mongo/mongo-rule.book.js';
import { ApplyRules } from './application/apply-rules.js';
import { ClinicRulesDesk } from './application/clinic-rules-desk.js';
import { ExpectedWays } from './application/expected-ways.js';
import { PreviewRules } from './application/preview-rules.js';
import { ReplanChangedClinics } from './application/replan-changed-clinics.js';
import { ReplanClinic, ReplanTimes } from './application/replan-clinic.js';
import { RuleBook } from './application/rule-book.js';
import { RulesOverview } from './application/rules-overview.js';
import { StartReplanning } from './application/start-replanning.js';

export interface RulesOptions {
  /** Modules that export `Clinics`, `KnownClinics`, `ClinicStore`, `ContactWays`, `ConsentBook`, `SmsParts` and `WaitingPlans`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

/** The time machine: a clinic's rules, what a draft would change, and carrying it out. */
@Module({})
export class RulesModule {
  static forRoot({ imports }: RulesOptions): DynamicModule {
    return {
      module: RulesModule,
      imports,
      controllers: [RulesController],
      providers: [
        { provide: RuleBook, useClass: MongoRuleBook },
        ...[ClinicRulesDesk, ExpectedWays, PreviewRules, ApplyRules, RulesOverview],
        ...[ReplanTimes, ReplanClinic, StartReplanning, ReplanChangedClinics],
      ],
    };
  }
}
