import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { SmtpStaffMail } from './adapters/mail/smtp-staff-mail.js';
import { MongoSessions } from './adapters/mongo/mongo-sessions.js';
import { MongoSignInLinks } from './adapters/mongo/mongo-sign-in-links.js';
import { MongoTryCounter } from './adapters/mongo/mongo-try-counter.js';
import { Background } from './application/background.js';
import { CurrentSession } from './application/current-session.js';
import { LockOut } from './application/lock-out.js';
import { Sessions, SignInLinks, StaffMail, TryCounter } from './application/ports.js';
import { MailSignInLink, RequestSignInLink } from './application/request-sign-in-link.js';
import { SignIn } from './application/sign-in.js';
import { SweepSignIns } from './application/sweep-sign-ins.js';

@Module({
  imports: [AccountsModule, AuditModule],
  providers: [
    { provide: SignInLinks, useClass: MongoSignInLinks },
    { provide: Sessions, useClass: MongoSessions },
    { provide: TryCounter, useClass: MongoTryCounter },
    { provide: StaffMail, useClass: SmtpStaffMail },
    Background,
    LockOut,
    MailSignInLink,
    RequestSignInLink,
    SignIn,
    CurrentSession,
    SweepSignIns,
  ],
  exports: [Background, RequestSignInLink, SignIn, CurrentSession, LockOut],
})
export class SignInModule {}
