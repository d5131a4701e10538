import { PlatformModule } from '@aftercare/platform';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { ApiDocsController } from './api-docs/adapters/http/api-docs.controller.js';
import { FetchedDocuments } from './api-docs/adapters/http/fetched-documents.js';
import { ApiDocument, ServiceDocuments } from './api-docs/application/api-document.js';
import { AuditController } from './audit/adapters/http/audit.controller.js';
import { AuditModule } from './audit/audit.module.js';
import { ClientSignInModule } from './client-sign-in/client-sign-in.module.js';
import type { GatewayConfig } from './config.js';
import { ConsoleController } from './console-files/adapters/http/console.controller.js';
import { ConsoleFiles } from './console-files/adapters/http/console-files.js';
import { EdgeModule } from './edge/edge.module.js';
import { PrefsController } from './preferences/adapters/http/prefs.controller.js';
import { SettingsModule } from './settings.module.js';
import { AuthController } from './sign-in/adapters/http/auth.controller.js';
import { FirstOwnerController } from './sign-in/adapters/http/first-owner.controller.js';
import { PeopleController } from './sign-in/adapters/http/people.controller.js';
import { SignInModule } from './sign-in/sign-in.module.js';

/** Calendars and exports that staff upload are larger than any form. */
export const LARGE_BODIES: readonly string[] = ['/api/scheduling/v1/imports'];

/** The front door. Its own routes stand here, because they need the edge, which itself needs the sign-in. */
@Module({})
export class AppModule {
  static forRoot(config: GatewayConfig, consoleDirectory: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ service: 'gateway', config }),
        SettingsModule.forRoot(config, consoleDirectory),
        AccountsModule,
        AuditModule,
        SignInModule,
        EdgeModule,
        ClientSignInModule,
      ],
      controllers: [
        AuthController,
        FirstOwnerController,
        PeopleController,
        AuditController,
        PrefsController,
        ApiDocsController,
        ConsoleController,
      ],
      providers: [ApiDocument, { provide: ServiceDocuments, useClass: FetchedDocuments }, ConsoleFiles],
    };
  }
}
