import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { OutcomesConfig } from './config.js';
import { PageSettings } from './surveys/adapters/http/page-settings.js';

/** Values of the configuration for those who need them; nobody else sees the configuration. */
@Global()
@Module({})
export class SettingsModule {
  static forRoot(config: OutcomesConfig): DynamicModule {
    const pages = new PageSettings(config.PUBLIC_URL.startsWith('https:'));
    return { module: SettingsModule, providers: [{ provide: PageSettings, useValue: pages }], exports: [PageSettings] };
  }
}
