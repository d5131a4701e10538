import { CreatedId, CurrentStaff, Idempotent, Staff } from '@aftercare/platform';
import type { StaffCaller } from '@aftercare/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { localText, zoneOfClinic } from '../../../clinics/application/clinic-time.js';
import { Clinics } from '../../../clinics/application/ports.js';
import { SaveText, SwitchText } from '../../application/save-text.js';
import type { SavedText } from '../../application/save-text.js';
import { SendTest } from '../../application/send-test.js';
import { SignOffLanguage } from '../../application/sign-off-language.js';
import type { LanguageState } from '../../application/sign-off-language.js';
import type { TestSend } from '../../application/test-sends.js';
import type { CheckedText } from '../../application/text-checker.js';
import { TextOverview } from '../../application/text-overview.js';
import type { TextDetail, TextLine } from '../../application/text-overview.js';
import type { TextName, TextVersion } from '../../application/text-versions.js';
import type { Language, TextId, Wording } from '../../application/texts.js';
import { languageParam, liveBody, previewBody, saveBody, signOffBody, testBody, textParam } from './templates.dto.js';
import type { LiveBody, PreviewBody, SaveBody, SignOffBody, TestBody } from './templates.dto.js';

const wordingOf = ({ sms, subject }: PreviewBody): Wording => ({ sms, ...(subject === undefined ? {} : { subject }) });

/** With the times on the clinic's clocks. */
export interface LocalTextDetail extends TextDetail {
  readonly versions: readonly (TextVersion & { readonly atLocal: string })[];
}

export type LocalLanguageState = LanguageState & { readonly atLocal?: string };

export interface LanguageList {
  readonly items: readonly LocalLanguageState[];
}

const languagesAt = (states: readonly LanguageState[], zone: string): LanguageList => ({
  items: states.map((state) => ({
    ...state,
    ...(state.at === undefined ? {} : { atLocal: localText(state.at, zone) }),
  })),
});

/** What messages say: ours, and the clinic's own. Nothing here reaches a client. */
@Staff('owner', 'manager')
@Controller('v1/templates')
export class TemplatesController {
  constructor(
    private readonly overview: TextOverview,
    private readonly saving: SaveText,
    private readonly switching: SwitchText,
    private readonly tests: SendTest,
    private readonly clinics: Clinics,
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
  ): Promise<LocalTextDetail> {
    return this.detailOf({ clinicId, text, language });
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
  ): Promise<LocalTextDetail> {
    const name = { clinicId, text, language };
    await (version === 'shipped' ? this.switching.toShipped(name) : this.switching.toOwn(name, version));
    return this.detailOf(name);
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

  private async detailOf(name: TextName): Promise<LocalTextDetail> {
    const detail = await this.overview.one(name);
    const zone = await zoneOfClinic(this.clinics, name.clinicId);
    return { ...detail, versions: detail.versions.map((one) => ({ ...one, atLocal: localText(one.at, zone) })) };
  }
}

/** Which languages are used, and who answers for them. */
@Staff('owner', 'manager')
@Controller('v1/languages')
export class LanguagesController {
  constructor(
    private readonly signing: SignOffLanguage,
    private readonly clinics: Clinics,
  ) {}

  @Get()
  async list(@CurrentStaff() { clinicId }: StaffCaller): Promise<LanguageList> {
    return languagesAt(await this.signing.of(clinicId), await zoneOfClinic(this.clinics, clinicId));
  }

  @Put(':language/sign-off')
  async signOff(
    @CurrentStaff() { clinicId, accountId }: StaffCaller,
    @Param('language', { schema: languageParam }) language: Language,
    @Body({ schema: signOffBody }) { edition }: SignOffBody,
  ): Promise<LanguageList> {
    const states = await this.signing.execute(clinicId, { language, edition }, accountId);
    return languagesAt(states, await zoneOfClinic(this.clinics, clinicId));
  }

  @Delete(':language/sign-off')
  async withdraw(
    @CurrentStaff() { clinicId }: StaffCaller,
    @Param('language', { schema: languageParam }) language: Language,
  ): Promise<LanguageList> {
    const states = await this.signing.withdraw(clinicId, language);
    return languagesAt(states, await zoneOfClinic(this.clinics, clinicId));
  }
}
