import { PlatformModule } from '@aftercare/platform';
import { Module } from '@nestjs/common';
import type { NestApplicationOptions } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import supertest from 'supertest';
import { Clinics } from '../../clinics/application/ports.js';
import { Consents } from '../../consents/application/ports.js';
import { Contacts } from '../../contacts/application/ports.js';
import { Explanations } from '../../reminders/application/ports.js';
import { ChoicesModule } from '../choices.module.js';
import { OneClient, OneClinic, OneConsent, OneRow } from './choices-world.js';

const withoutParser: Partial<NestApplicationOptions> = { bodyParser: false };

@Module({
  providers: [
    { provide: Clinics, useClass: OneClinic },
    { provide: Contacts, useClass: OneClient },
    { provide: Consents, useClass: OneConsent },
    { provide: Explanations, useClass: OneRow },
  ],
  exports: [Clinics, Contacts, Consents, Explanations],
})
class World {}

const config = {
  NODE_ENV: 'test' as const,
  CLOCK: 'stepped' as const,
  CLOCK_START: new Date('2027-05-12T08:00:00Z'),
  LOG_LEVEL: 'silent' as const,
  INTERNAL_TOKEN_SECRET: 'a-secret-for-tests-of-32-characters!',
  LINK_KEY: 'a-link-key-for-tests-of-32-characters',
  PUBLIC_URL: 'https://elm.example',
};

export interface ChoicesApp {
  readonly app: NestExpressApplication;
  readonly consents: OneConsent;
  readonly contacts: OneClient;
  readonly rows: OneRow;
  readonly get: (path: string) => supertest.Test;
  readonly post: (path: string, form: object) => supertest.Test;
}

/** The pages of one client, over HTTP. */
export const choicesApp = async (): Promise<ChoicesApp> => {
  const module = await Test.createTestingModule({
    imports: [
      PlatformModule.forRoot({ service: 'notifications', config }),
      ChoicesModule.forRoot({ imports: [World] }),
    ],
  }).compile();
  const app = module.createNestApplication<NestExpressApplication>(withoutParser);
  app.useBodyParser('urlencoded', { extended: false });
  await app.init();
  return {
    app,
    consents: app.get<OneConsent>(Consents),
    contacts: app.get<OneClient>(Contacts),
    rows: app.get<OneRow>(Explanations),
    get: (path) => supertest(app.getHttpServer()).get(path),
    post: (path, form) => supertest(app.getHttpServer()).post(path).type('form').send(form),
  };
};

/** Words that no page may have (ux.md 5.5). */
export const DENIED =
  /migraine|headache|\bpain|massage|therap|symptom|treatment|medicin|medication|clinic|patient|tension|\bdiary/i;
