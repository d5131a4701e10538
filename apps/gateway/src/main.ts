import { fileURLToPath } from 'node:url';
import { bootstrap } from '@aftercare/platform';
import { AppModule, LARGE_BODIES } from './app.module.js';
import { readEnvironment } from './config.js';

const config = readEnvironment();
const builtConsole = fileURLToPath(new URL('../../console/dist', import.meta.url));
await bootstrap({
  module: AppModule.forRoot(config, builtConsole),
  service: 'gateway',
  isFrontDoor: true,
  config,
  largeBodies: LARGE_BODIES,
});
