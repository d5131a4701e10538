import { connectReactions } from '@aftercare/messaging';
import { bootstrap } from '@aftercare/platform';
import { appModule, SERVICE } from './app.module.js';
import { readConfig } from './config.js';

const config = readConfig();

await bootstrap({ module: appModule(config), service: SERVICE, config, connect: connectReactions });
