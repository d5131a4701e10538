import { MessagingRuntime } from '@aftercare/messaging';
import type { DynamicModule, INestApplication, NestApplicationOptions, Type } from '@nestjs/common';
import { ModuleRef, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { PlatformConfig } from './config/platform-config.js';
import { hardenEdge } from './edge/http-edge.js';
import { OpenApi } from './edge/openapi.js';
import { Health } from './health/health.js';
import { AppLogger } from './logging/app-logger.js';
import { ShutdownOrder } from './shutdown/shutdown-order.js';
import { startTracing } from './tracing/start-tracing.js';
import type { Tracing } from './tracing/tracing.js';

/** What a service's `main.ts` says. */
export interface BootstrapOptions {
  readonly module: Type | DynamicModule;
  readonly service: string;
  readonly config: PlatformConfig;
  /** Where it listens, when not at the configuration's `PORT`. */
  readonly port?: number | undefined;
  /** `connectReactions` of the messaging library, for a service with reactions. */
  readonly connect?: (app: INestApplication) => void;
  /** Paths (prefixes) whose JSON bodies may be large: uploads of signed-in staff. */
  readonly largeBodies?: readonly string[];
  /** Requests come from outside the house: each begins a trace of its own. */
  readonly isFrontDoor?: boolean;
}

const NEST: Partial<NestApplicationOptions> = {
  bufferLogs: true,
  // A provider that is not there is for the caller to judge, not a reason to end the process.
  abortOnError: false,
  // The edge sets its own limits.
  bodyParser: false,
  // The gateway forwards bodies as they came.
  rawBody: true,
};

/** Absent in a service without MessagingModule. */
const messagingOf = (app: INestApplication): MessagingRuntime | undefined => {
  try {
    // Not from the application itself, which would log what is absent as an error.
    return app.get(ModuleRef).get(MessagingRuntime, { strict: false });
  } catch {
    return undefined;
  }
};

const superviseMessaging = (app: INestApplication): void => {
  const messaging = messagingOf(app);
  if (messaging === undefined) return;
  app.get(Health).register('reactions', () => messaging.problems());
  // After the work in hand, whose outbox rows the relay still publishes.
  app.get(ShutdownOrder).register('drain', 'messaging', () => messaging.stop());
};

/**
 * Makes the application of a service, hardens its edge, connects its reactions and listens. Ends with code 0 on SIGTERM.
 * One that cannot start, say because its port is taken, closes what it opened before it throws.
 */
export const bootstrap = async (options: BootstrapOptions): Promise<INestApplication> => {
  const tracing = await startTracing(options.service, options.config);
  const app = await NestFactory.create<NestExpressApplication>(options.module, NEST);
  try {
    sendTracesLast(app, tracing);
    await start(app, options);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
};

/** After the relay, whose spans belong to what it drained. */
const sendTracesLast = (app: INestApplication, tracing: Tracing): void =>
  app.get(ShutdownOrder).register('report', 'traces', () => tracing.stop());

const start = async (app: NestExpressApplication, options: BootstrapOptions): Promise<void> => {
  const { config, service } = options;
  app.useLogger(app.get(AppLogger));
  hardenEdge(app, options);
  options.connect?.(app);
  superviseMessaging(app);
  app.get(OpenApi).describe(app, service);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  await app.startAllMicroservices();
  await app.listen(options.port ?? config.PORT ?? 0, config.HOST ?? '127.0.0.1');
  app.get(Health).serving();
};
