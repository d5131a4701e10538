import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { EdgeModule } from '../edge/edge.module.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { ClientBrowser } from './adapters/http/client-browser.js';
import { GoController } from './adapters/http/go.controller.js';
import { KnownClient } from './adapters/http/known-client.js';
import { LinkController } from './adapters/http/link.controller.js';
import { MeController } from './adapters/http/me.controller.js';
import { MyCareController } from './adapters/http/my-care.controller.js';
import { OwnPagesController } from './adapters/http/own-pages.controller.js';
import { MongoClientSessions } from './adapters/mongo/mongo-client-sessions.js';
import { NotificationsPersonalLinks } from './adapters/services/notifications-personal-links.js';
import { SchedulingCare } from './adapters/services/scheduling-care.js';
import { CurrentClient } from './application/current-client.js';
import { OpenPages } from './application/open-pages.js';
import { CareOfClients, ClientSessions, PersonalLinks } from './application/ports.js';
import { RequestLink } from './application/request-link.js';
import { SweepClientSessions } from './application/sweep-client-sessions.js';

/** Clients open their own pages by a personal link. */
@Module({
  imports: [AuditModule, EdgeModule, SignInModule],
  controllers: [LinkController, GoController, MeController, MyCareController, OwnPagesController],
  providers: [
    { provide: ClientSessions, useClass: MongoClientSessions },
    { provide: PersonalLinks, useClass: NotificationsPersonalLinks },
    { provide: CareOfClients, useClass: SchedulingCare },
    ...[ClientBrowser, KnownClient, RequestLink, OpenPages, CurrentClient, SweepClientSessions],
  ],
})
export class ClientSignInModule {}
