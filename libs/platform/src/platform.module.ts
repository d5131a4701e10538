import { Activity, Clock, MachineTime, SteppedClock, SystemClock, SystemMachineTime } from '@aftercare/kernel';
import { Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import type { PlatformConfig } from './config/platform-config.js';
import { LinkTokens } from './crypto/link-tokens.js';
import { OpenApi, OpenApiController } from './edge/openapi.js';
import { ProblemFilter } from './edge/problem-filter.js';
import { schemaValidation } from './edge/validation.js';
import { Health, HealthController } from './health/health.js';
import { AccessGuard } from './identity/access-guard.js';
import { InternalTokens } from './identity/internal-tokens.js';
import { ServiceClient } from './identity/service-client.js';
import { AppLogger, createLogger } from './logging/app-logger.js';
import { Metrics, MetricsController } from './metrics/metrics.js';
import { ShutdownOrder } from './shutdown/shutdown-order.js';
import { storesModule } from './stores.module.js';
import { ActivityTracker } from './time/activity-tracker.js';
import { DirectorDoor } from './time/director-door.js';
import { DueDriver } from './time/due-driver.js';
import { QuiescenceReport, SERVICE } from './time/quiescence.js';

/** Who this process is and how it was configured. */
export interface PlatformOptions {
  /** Names the database, the audience of its tokens and its log lines. */
  readonly service: string;
  readonly config: PlatformConfig;
}

const clockOf = (config: PlatformConfig, machine: MachineTime): Clock => {
  if (config.CLOCK === 'system') return new SystemClock();
  if (config.NODE_ENV === 'production') throw new Error('CLOCK=stepped is refused with NODE_ENV=production');
  if (config.CLOCK_START === undefined) throw new Error('CLOCK=stepped needs CLOCK_START');
  return new SteppedClock(config.CLOCK_START, machine);
};

const timeProviders = (config: PlatformConfig): Provider[] => [
  { provide: MachineTime, useClass: SystemMachineTime },
  { provide: Clock, useFactory: (machine: MachineTime) => clockOf(config, machine), inject: [MachineTime] },
  ActivityTracker,
  { provide: Activity, useExisting: ActivityTracker },
  DueDriver,
  QuiescenceReport,
  DirectorDoor,
];

const identityProviders = ({ service, config }: PlatformOptions): Provider[] => {
  const addresses = {
    scheduling: config.SCHEDULING_URL ?? 'http://127.0.0.1:8081',
    notifications: config.NOTIFICATIONS_URL ?? 'http://127.0.0.1:8082',
    outcomes: config.OUTCOMES_URL ?? 'http://127.0.0.1:8083',
  };
  return [
    {
      provide: InternalTokens,
      useFactory: (machine: MachineTime) => new InternalTokens(config.INTERNAL_TOKEN_SECRET, service, machine),
      inject: [MachineTime],
    },
    {
      provide: ServiceClient,
      useFactory: (tokens: InternalTokens) => new ServiceClient(service, addresses, tokens),
      inject: [InternalTokens],
    },
    { provide: APP_GUARD, useClass: AccessGuard },
  ];
};

const linkProviders = ({ LINK_KEY, PUBLIC_URL = 'http://localhost:8080' }: PlatformConfig): Provider[] =>
  LINK_KEY === undefined ? [] : [{ provide: LinkTokens, useFactory: () => new LinkTokens(LINK_KEY, PUBLIC_URL) }];

const edgeProviders: Provider[] = [
  OpenApi,
  { provide: APP_FILTER, useClass: ProblemFilter },
  { provide: APP_PIPE, useFactory: schemaValidation },
];

/** What every service stands on; global. Without `MONGODB_URI` in the configuration there are no stores. */
@Module({})
export class PlatformModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    const { service, config } = options;
    const logger = new AppLogger(createLogger(config.SERVICE_NAME ?? service, config.LOG_LEVEL));
    const links = linkProviders(config);
    return {
      module: PlatformModule,
      global: true,
      imports: [DiscoveryModule, ...storesModule(options)],
      controllers: [HealthController, MetricsController, OpenApiController],
      providers: [
        { provide: SERVICE, useValue: service },
        { provide: AppLogger, useValue: logger },
        Metrics,
        Health,
        ShutdownOrder,
        ...timeProviders(config),
        ...identityProviders(options),
        ...links,
        ...edgeProviders,
      ],
      exports: [
        ...[Clock, MachineTime, Activity, ActivityTracker, DueDriver, Health, Metrics, AppLogger],
        ...[InternalTokens, ServiceClient, ShutdownOrder, OpenApi],
        ...(links.length === 0 ? [] : [LinkTokens]),
      ],
    };
  }
}
