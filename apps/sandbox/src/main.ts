import { bootstrap } from '@aftercare/platform';
import { AppModule } from './app.module.js';
import { configFromEnvironment } from './config.js';

const config = configFromEnvironment();
await bootstrap({ module: AppModule.with(config), service: 'sandbox', config });
