import type { Server } from 'node:http';
import type { DynamicModule, INestApplication, NestApplicationOptions, Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { hardenEdge } from '../edge/http-edge.js';
import type { EdgeOptions } from '../edge/http-edge.js';
import { OpenApi } from '../edge/openapi.js';

const options: Partial<NestApplicationOptions> = { bodyParser: false };

/** A module behind the same edge as in `bootstrap`, without a port. */
export const startApp = async (
  module: Type | DynamicModule,
  edge: EdgeOptions = {},
): Promise<INestApplication<Server>> => {
  const built = await Test.createTestingModule({ imports: [module] }).compile();
  const app = built.createNestApplication<NestExpressApplication>(options);
  hardenEdge(app, { largeBodies: ['/uploads'], ...edge });
  app.get(OpenApi).describe(app, 'test');
  return app.init();
};
