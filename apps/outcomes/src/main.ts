import { connectReactions } from '@aftercare/messaging';
import { bootstrap } from '@aftercare/platform';
import { AppModule } from './app.module.js';
import { readConfig } from './config.js';

const config = readConfig();
await bootstrap({ module: AppModule.forRoot(config), service: 'outcomes', config, connect: connectReactions });
