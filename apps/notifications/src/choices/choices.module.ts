import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata } from '@nestjs/common';
import { ChoicesController } from './adapters/http/choices.controller.js';
import { WhyController } from './adapters/http/why.controller.js';
import { AllowedChoice } from './application/allowed-choice.js';
import { Choices } from './application/choices.js';
import { NextVisit } from './application/next-visit.js';
import { WhyThisMessage } from './application/why-this-message.js';

export interface ChoicesOptions {
  /** Modules that export `Clinics`, `Contacts`, `Consents` and `Explanations`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

@Module({})
export class ChoicesModule {
  static forRoot({ imports }: ChoicesOptions): DynamicModule {
    return {
      module: ChoicesModule,
      imports,
      controllers: [ChoicesController, WhyController],
      providers: [AllowedChoice, Choices, NextVisit, WhyThisMessage],
    };
  }
}
