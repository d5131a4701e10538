import { CreatedId, CurrentStaff, Idempotent, Staff } from '@aftercare/platform';
import type { StaffCaller } from '@aftercare/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { SaveText, SwitchText } from '../../application/save-text.js';
import type { SavedText } from '../../application/save-text.js';
import { SendTest } from '../../application/send-test.js';
import { SignOffLanguage } from '../../application/sign-off-language.js';
import type { LanguageState } from '../../application/sign-off-language.js';
import type { TestSend } from '../../application/test-sends.js';
import type { CheckedText } from '../../application/text-checker.js';
import { TextOverview } from '../../application/text-overview.js';
import type { TextDetail, TextLine } from '../../application/text-overview.js';
import type { Language, TextId, Wording } from '../../application/texts.js';
import { languageParam, liveBody, previewBody, saveBody, signOffBody, testBody, textParam } from './templates.dto.js';
import type { LiveBody, PreviewBody, SaveBody, SignOffBody, TestBody } from './templates.dto.js';

const wordingOf = ({ sms, subject }: PreviewBody): Wording => ({ sms, ...(subject === undefined ? {} : { subject }) });

/** What messages say: ours, and the clinic's own. Nothing here reaches a client. */
@Staff('owner', 'manager')
@Controller('v1/templates')
export class TemplatesController {
  constructor(
    private readonly overview: TextOverview,
    private readonly saving: SaveText,
    private readonly switching: SwitchText,
    private readonly tests: SendTest,
  ) {}

  @Get()
  async list(@CurrentStaff() { clinicId }: StaffCaller): Promise<{ readonly items: readonly TextLine[] }> {
    return { items: await this.overview.list(clinicId) };
  }

  @Get(':text/:language')
  one(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Param('text', { schema: textParam }) text: TextId,
    @Param('language', { schema: languageParam }) language: Language,
  ): Promise<TextDetail> {
    return this.overview.one({ clinicId, text, language });
  }

  /** What the lint says and how it looks; keeps nothing. */
  @Post(':text/:language/previews')
  @HttpCode(200)
  preview(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Param('text', { schema: textParam }) text: TextId,
    @Param('language', { schema: languageParam }) language: Language,
    @Body({ schema: previewBody }) body: PreviewBody,
  ): Promise<CheckedText> {
    return this.saving.check({ clinicId, text, language }, wordingOf(body));
  }

  @Post(':text/:language/versions')
  save(
    @CurrentStaff() { clinicId, accountId }: StaffCaller,
    @Param('text', { schema: textParam }) text: TextId,
    @Param('language', { schema: languageParam }) language: Language,
    @Body({ schema: saveBody }) body: SaveBody,
  ): Promise<SavedText> {
    const by = { accountId, basedOn: body.basedOn };
    return this.saving.execute({ clinicId, text, language }, wordingOf(body), by);
  }

  @Put(':text/:language/live')
  async makeLive(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Param('text', { schema: textParam }) text: TextId,
    @Param('language', { schema: languageParam }) language: Language,
    @Body({ schema: liveBody }) { version }: LiveBody,
  ): Promise<TextDetail> {
    const name = { clinicId, text, language };
    await (version === 'shipped' ? this.switching.toShipped(name) : this.switching.toOwn(name, version));
    return this.overview.one(name);
  }

  /** One sample to the clinic's own people. */
  @Idempotent()
  @Post(':text/:language/tests')
  test(
    @CurrentStaff() { clinicId, accountId }: StaffCaller,
    @CreatedId() id: string,
    @Param('text', { schema: textParam }) text: TextId,
    @Param('language', { schema: languageParam }) language: Language,
    @Body({ schema: testBody }) { channel, to, version }: TestBody,
  ): Promise<TestSend> {
    const wish = { id, channel, by: accountId, ...(to === undefined ? {} : { to }) };
    return this.tests.execute({ clinicId, text, language }, { ...wish, ...(version === undefined ? {} : { version }) });
  }
}

/** Which languages are used, and who answers for them. */
@Staff('owner', 'manager')
@Controller('v1/languages')
export class LanguagesController {
  constructor(private readonly signing: SignOffLanguage) {}

  @Get()
  async list(@CurrentStaff() { clinicId }: StaffCaller): Promise<{ readonly items: readonly LanguageState[] }> {
    return { items: await this.signing.of(clinicId) };
  }

  @Put(':language/sign-off')
  async signOff(
    @CurrentStaff() { clinicId, accountId }: StaffCaller,
    @Param('language', { schema: languageParam }) language: Language,
    @Body({ schema: signOffBody }) { edition }: SignOffBody,
  ): Promise<{ readonly items: readonly LanguageState[] }> {
    return { items: await this.signing.execute(clinicId, { language, edition }, accountId) };
  }

  @Delete(':language/sign-off')
  async withdraw(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Param('language', { schema: languageParam }) language: Language,
  ): Promise<{ readonly items: readonly LanguageState[] }> {
    return { items: await this.signing.withdraw(clinicId, language) };
  }
}
