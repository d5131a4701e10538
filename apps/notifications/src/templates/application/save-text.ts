import { Clock, NotFoundError } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { isAnsweredFor } from '../domain/language.js';
import { withLive, withShipped } from '../domain/own-text.js';
import type { Wording } from '../domain/text.js';
import { isStop } from '../domain/wording-rules.js';
import { authorOf, ClinicWording } from './clinic-wording.js';
import { TextChecker } from './text-checker.js';
import type { CheckedText } from './text-checker.js';
import { LanguageNotSignedOffError, TextChangedError, TextRefusedError } from './text-errors.js';
import { TextVersions } from './text-versions.js';
import type { TextName, TextVersion } from './text-versions.js';

export interface SavedText {
  readonly saved: TextVersion;
  readonly checked: CheckedText;
}

/** Keeps a wording as the next version. It is not said to anybody until it is made live. */
@Injectable()
export class SaveText {
  constructor(
    private readonly wording: ClinicWording,
    private readonly checker: TextChecker,
    private readonly versions: TextVersions,
    private readonly clock: Clock,
  ) {}

  /** `basedOn`: the newest version that the writer has seen, 0 for none. */
  async execute(
    name: TextName,
    wording: Wording,
    by: { readonly accountId: string; readonly basedOn: number },
  ): Promise<SavedText> {
    const checked = await this.check(name, wording);
    if (checked.findings.some(isStop)) throw new TextRefusedError(checked.findings);
    const [newest] = await this.versions.historyOf(name);
    if ((newest?.version ?? 0) !== by.basedOn) throw new TextChangedError('somebody saved this text meanwhile');
    const saved = { ...name, ...wording, version: by.basedOn + 1, by: by.accountId, at: this.clock.now() };
    if (!(await this.versions.add(saved))) throw new TextChangedError('somebody saved this text meanwhile');
    return { saved, checked };
  }

  /** What the lint says and how it looks, without keeping anything. */
  async check({ clinicId, text, language }: TextName, wording: Wording): Promise<CheckedText> {
    return this.checker.check({ text, language, wording }, authorOf(await this.wording.rulesOf(clinicId)));
  }
}

/** Switches what is said from now on: planned notes get the text that is live when they are sent. */
@Injectable()
export class SwitchText {
  constructor(
    private readonly wording: ClinicWording,
    private readonly checker: TextChecker,
    private readonly versions: TextVersions,
  ) {}

  /** The lint runs again: its lists may have grown since the text was saved. */
  async toOwn(name: TextName, version: number): Promise<void> {
    const { clinicId, text, language } = name;
    const saved = await this.versions.one(name, version);
    if (saved === undefined) throw new NotFoundError('there is no such version of this text');
    const rules = await this.wording.rulesOf(clinicId);
    const { sms, subject } = saved;
    const wording = { sms, ...(subject === undefined ? {} : { subject }) };
    const { findings } = this.checker.check({ text, language, wording }, authorOf(rules));
    if (findings.some(isStop)) throw new TextRefusedError(findings);
    await this.wording.change(clinicId, (words) => {
      if (!isAnsweredFor(language, this.checker.catalogue(language), words.signedOff))
        throw new LanguageNotSignedOffError('nobody answers for this language yet');
      return withLive(words, { text, language, version, ...wording });
    });
  }

  async toShipped({ clinicId, text, language }: TextName): Promise<void> {
    await this.wording.change(clinicId, (words) => withShipped(words, text, language));
  }
}
