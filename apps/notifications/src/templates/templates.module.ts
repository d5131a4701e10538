import { Module } from '@nestjs/common';
import { CatalogueTemplates } from './adapters/catalogue/catalogue-templates.js';
import { CatalogueTextChecker } from './adapters/catalogue/catalogue-text-checker.js';
import { IcalCalendarFiles } from './adapters/ical/ical-calendar-files.js';
import { CalendarFiles, MessageTemplates } from './application/ports.js';
import { SmsParts } from './application/sms-parts.js';
import { TextChecker } from './application/text-checker.js';

@Module({
  providers: [
    { provide: MessageTemplates, useClass: CatalogueTemplates },
    { provide: CalendarFiles, useClass: IcalCalendarFiles },
    { provide: TextChecker, useClass: CatalogueTextChecker },
    SmsParts,
  ],
  exports: [MessageTemplates, CalendarFiles, SmsParts],
})
export class TemplatesModule {}
