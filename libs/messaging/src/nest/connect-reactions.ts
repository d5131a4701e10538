import type { INestApplication } from '@nestjs/common';
import { MessagingRuntime } from './messaging-runtime.js';

/** Makes each reaction a microservice of the application. Call it before `startAllMicroservices()`; without MessagingModule it does nothing. */
export const connectReactions = (app: INestApplication): void => {
  const runtime = runtimeOf(app);
  if (runtime === undefined) return;
  for (const strategy of runtime.reactionServers()) app.connectMicroservice({ strategy });
};

const runtimeOf = (app: INestApplication): MessagingRuntime | undefined => {
  try {
    return app.get(MessagingRuntime, { strict: false });
  } catch {
    return undefined;
  }
};
