import { Module } from '@nestjs/common';
import { CatalogueTemplates } from './adapters/catalogue/catalogue-templates.js';
import { IcalCalendarFiles } from './adapters/ical/ical-calendar-files.js';
import { CalendarFiles, MessageTemplates } from './application/ports.js';

@Module({
  providers: [
    { provide: MessageTemplates, useClass: CatalogueTemplates },
    { provide: CalendarFiles, useClass: IcalCalendarFiles },
  ],
  exports: [MessageTemplates, CalendarFiles],
})
export class TemplatesModule {}
