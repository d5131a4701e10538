import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata } from '@nestjs/common';
import { TwilioHooksController } from './twilio-hooks.controller.js';
import { TwilioOptions } from './twilio-options.js';
import { TwilioSignature } from './twilio-signature.js';

export interface TwilioHooksOptions {
  readonly twilio: TwilioOptions['values'];
  /** Modules that export `DeliveryReports` and `ReceiveReply`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

/** The webhooks stand apart from the senders: they lead into features that themselves send. */
@Module({})
export class TwilioHooksModule {
  static forRoot({ twilio, imports }: TwilioHooksOptions): DynamicModule {
    return {
      module: TwilioHooksModule,
      imports,
      controllers: [TwilioHooksController],
      providers: [{ provide: TwilioOptions, useValue: new TwilioOptions(twilio) }, TwilioSignature],
    };
  }
}
