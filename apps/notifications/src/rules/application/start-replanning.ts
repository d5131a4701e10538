import { AppLogger } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { ReplanClinic } from './replan-clinic.js';

/** Begins at once what the next look of the due work would find anyway. */
@Injectable()
export class StartReplanning {
  constructor(
    private readonly replanning: ReplanClinic,
    private readonly logger: AppLogger,
  ) {}

  now(clinicId: string): void {
    this.replanning.work(clinicId).catch((error: unknown) => {
      this.logger.error('waiting reminders are planned again at the next look', error, StartReplanning.name);
    });
  }
}
