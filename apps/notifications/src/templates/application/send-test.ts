import { Clock, NotFoundError } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import type { ClinicRules } from '../../clinics/application/ports.js';
import { EmailSender, SmsSender } from '../../delivery/application/ports.js';
import type { SendOutcome } from '../../delivery/application/ports.js';
import { ownTextOf, versionName } from '../domain/own-text.js';
import type { Wording } from '../domain/text.js';
import { isStop } from '../domain/wording-rules.js';
import { authorOf, ClinicWording } from './clinic-wording.js';
import { TestAddress } from './test-address.js';
import { TestSends } from './test-sends.js';
import type { TestSend, TestState } from './test-sends.js';
import { TextChecker } from './text-checker.js';
import type { TextSample } from './text-checker.js';
import { NoTestAddressError, TextRefusedError, TooManyTestsError } from './text-errors.js';
import { TextVersions } from './text-versions.js';
import type { TextName } from './text-versions.js';

export interface TestWish {
  /** Id of the test; the same one twice is one message. */
  readonly id: string;
  readonly channel: 'sms' | 'email';
  readonly to?: string;
  /** A saved version; what is live unless given. */
  readonly version?: number;
  readonly by: string;
}

const HOUR_MS = 3_600_000;
const MOST_PER_HOUR = 20;
/** A test that waits at the provider longer than this would only confuse. */
const VALID_S = 600;
const MARK = '[Test] ';

const STATE_OF: Readonly<Record<SendOutcome['outcome'], TestState>> = {
  accepted: 'sent',
  refused: 'refused',
  'retry-later': 'refused',
  'in-doubt': 'in-doubt',
};

export class TestSettings {
  constructor(
    /** Origin of callbacks, without a slash at its end. */
    readonly publicUrl: string,
    readonly mailHost: string,
  ) {}
}

/** Who carries a test, and for whom the addresses in it are. */
@Injectable()
export class TestCarriers {
  constructor(
    readonly sms: SmsSender,
    readonly emails: EmailSender,
    readonly settings: TestSettings,
  ) {}
}

/** What a clinic's texts are, for reading. */
@Injectable()
export class TextShelf {
  constructor(
    readonly wording: ClinicWording,
    readonly versions: TextVersions,
    readonly checker: TextChecker,
  ) {}

  /** A saved version, or what is live. */
  async said(
    name: TextName,
    rules: ClinicRules,
    version: number | undefined,
  ): Promise<{ readonly wording: Wording; readonly versionName: string }> {
    const { text, language } = name;
    const shipped = this.checker.shipped(text, language);
    const own = version === undefined ? rules.words && ownTextOf(rules.words, text, language) : undefined;
    const saved = version === undefined ? own : await this.versions.one(name, version);
    if (version !== undefined && saved === undefined) throw new NotFoundError('there is no such version of this text');
    return saved === undefined
      ? { wording: shipped, versionName: versionName(text, language, { shipped: shipped.version }) }
      : { wording: saved, versionName: versionName(text, language, { own: saved.version }) };
  }
}

/** Sends one sample to the clinic's own people, marked as a test. No client, no booking and no row of the ledger is involved. */
@Injectable()
export class SendTest {
  constructor(
    private readonly shelf: TextShelf,
    private readonly address: TestAddress,
    private readonly tests: TestSends,
    private readonly carriers: TestCarriers,
    private readonly clock: Clock,
  ) {}

  async execute(name: TextName, wish: TestWish): Promise<TestSend> {
    const known = await this.tests.one({ clinicId: name.clinicId, id: wish.id });
    if (known !== undefined) return known;
    const rules = await this.shelf.wording.rulesOf(name.clinicId);
    const { wording, versionName: said } = await this.shelf.said(name, rules, wish.version);
    const sample = this.sampleOf(name, rules, wording);
    const to = await this.address.of(rules, wish.channel, wish.to);
    const message = this.messageOf(rules, { wish, to, sample });
    await this.refuseTooMany(name.clinicId);
    const { text, language, clinicId } = name;
    const head = { clinicId, text, language, id: wish.id, versionName: said, channel: wish.channel, by: wish.by };
    const test: TestSend = { ...head, at: this.clock.now(), state: 'sending' };
    if (!(await this.tests.begin(test))) return (await this.tests.one(test)) ?? test;
    return this.call(test, message);
  }

  private async call(test: TestSend, message: () => Promise<SendOutcome>): Promise<TestSend> {
    const outcome = await message();
    const code = outcome.outcome === 'refused' ? { code: outcome.code } : {};
    const end = { state: STATE_OF[outcome.outcome], ...code };
    await this.tests.finish(test, end);
    return { ...test, ...end };
  }

  private sampleOf({ text, language }: TextName, rules: ClinicRules, wording: Wording): TextSample {
    const { findings, samples } = this.shelf.checker.check({ text, language, wording }, authorOf(rules));
    const usual = samples.find(({ length }) => length === 'usual');
    if (findings.some(isStop) || usual === undefined) throw new TextRefusedError(findings);
    return usual;
  }

  private async refuseTooMany(clinicId: string): Promise<void> {
    const since = new Date(this.clock.now().getTime() - HOUR_MS);
    if ((await this.tests.countSince(clinicId, since)) >= MOST_PER_HOUR)
      throw new TooManyTestsError(`${MOST_PER_HOUR} tests an hour are the most`);
  }

  /** Everything that may refuse happens here, before the test is begun; the call is left to be made. */
  private messageOf(
    rules: ClinicRules,
    test: { readonly wish: TestWish; readonly to: string; readonly sample: TextSample },
  ): () => Promise<SendOutcome> {
    return test.wish.channel === 'sms' ? this.smsOf(rules, test) : this.emailOf(rules, test);
  }

  private smsOf(
    { clinicId, smsSender }: ClinicRules,
    { wish, to, sample }: { readonly wish: TestWish; readonly to: string; readonly sample: TextSample },
  ): () => Promise<SendOutcome> {
    if (smsSender === '') throw new NoTestAddressError('the clinic has no number to send texts from');
    const attemptId = `test-${wish.id}`;
    const statusCallback = `${this.carriers.settings.publicUrl}/hooks/twilio/status?a=${encodeURIComponent(attemptId)}`;
    const body = `${MARK}${sample.sms.body}`;
    return () =>
      this.carriers.sms.send({
        ...{ attemptId, clinicId, from: smsSender, to, body, statusCallback, validitySeconds: VALID_S },
      });
  }

  private emailOf(
    { clinicId, alias, emailFrom }: ClinicRules,
    { wish, to, sample }: { readonly wish: TestWish; readonly to: string; readonly sample: TextSample },
  ): () => Promise<SendOutcome> {
    const { email } = sample;
    if (email === undefined) throw new NoTestAddressError('this text is a reply by SMS; there is no email of it');
    const { mailHost } = this.carriers.settings;
    const from = `${alias} <${emailFrom === '' ? `notes@${mailHost}` : emailFrom}>`;
    const head = { attemptId: `test-${wish.id}`, clinicId, messageId: `<test-${wish.id}@${mailHost}>`, from, to };
    const headers = { 'Auto-Submitted': 'auto-generated' };
    return () => this.carriers.emails.send({ ...head, ...email, subject: `${MARK}${email.subject}`, headers });
  }
}
