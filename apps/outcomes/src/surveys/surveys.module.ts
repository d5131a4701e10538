import { Module } from '@nestjs/common';
import { LicencesModule } from '../licences/licences.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { SafetyModule } from '../safety/safety.module.js';
import { CipherAnswerVault } from './adapters/crypto/cipher-answer-vault.js';
import { DraftsController } from './adapters/http/drafts.controller.js';
import { EndStates } from './adapters/http/end-states.js';
import { FormPages } from './adapters/http/form-pages.js';
import { LookUpsController } from './adapters/http/look-ups.controller.js';
import { PartPoster } from './adapters/http/part-poster.js';
import { SurveyPagesController } from './adapters/http/survey-pages.controller.js';
import { RecountController, SurveysController } from './adapters/http/surveys.controller.js';
import { MongoAnswerSheets } from './adapters/mongo/mongo-answer-sheets.js';
import { MongoCadenceStore, MongoJourneyStore } from './adapters/mongo/mongo-client-stores.js';
import { MongoSurveyStore } from './adapters/mongo/mongo-survey-store.js';
import { HttpSchedulingFacts } from './adapters/scheduling/http-scheduling-facts.js';
import { AnswerWriter } from './application/answer-writer.js';
import { AnsweredForms } from './application/answered-forms.js';
import { ChangeAnswers } from './application/change-answers.js';
import { ChangeSurvey } from './application/change-survey.js';
import { ExpireSurveys } from './application/expire-surveys.js';
import { FollowLicences } from './application/follow-licences.js';
import { FinishSurvey } from './application/finish-survey.js';
import { GoOn } from './application/go-on.js';
import { OpenSurveys } from './application/open-surveys.js';
import {
  AnswerSheets,
  AnswerVault,
  CadenceStore,
  JourneyStore,
  SchedulingFacts,
  SurveyStore,
} from './application/ports.js';
import { RecountAnswers } from './application/recount-answers.js';
import { SaveDraft } from './application/save-draft.js';
import { SavePart } from './application/save-part.js';

@Module({
  imports: [LicencesModule, SafetyModule, ReportsModule],
  controllers: [DraftsController, SurveyPagesController, LookUpsController, SurveysController, RecountController],
  providers: [
    { provide: SurveyStore, useClass: MongoSurveyStore },
    { provide: JourneyStore, useClass: MongoJourneyStore },
    { provide: CadenceStore, useClass: MongoCadenceStore },
    { provide: AnswerSheets, useClass: MongoAnswerSheets },
    { provide: AnswerVault, useClass: CipherAnswerVault },
    { provide: SchedulingFacts, useClass: HttpSchedulingFacts },
    OpenSurveys,
    ExpireSurveys,
    FollowLicences,
    AnsweredForms,
    AnswerWriter,
    SavePart,
    SaveDraft,
    GoOn,
    FinishSurvey,
    ChangeAnswers,
    ChangeSurvey,
    RecountAnswers,
    FormPages,
    EndStates,
    PartPoster,
  ],
  exports: [JourneyStore, CadenceStore, AnswerVault, SchedulingFacts],
})
export class SurveysModule {}
