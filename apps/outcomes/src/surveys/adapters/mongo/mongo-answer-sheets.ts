import type { ClinicKey } from '@aftercare/kernel';
import { sessionOf, type Loaded, type Transaction, type UnitOfWork } from '@aftercare/messaging';
import { compact, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { AnswerSheets, type AnswerSheet } from '../../application/ports.js';

/** As stored: `_id` is the survey's. */
export interface SheetDocument {
  readonly _id: string;
  readonly clinicId: string;
  readonly version: number;
  readonly sheet: AnswerSheet;
}

export const loadedSheet = ({ sheet, version }: SheetDocument): Loaded<AnswerSheet> => ({ state: sheet, version });

@Injectable()
export class MongoAnswerSheets extends AnswerSheets {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  override async load({ clinicId, id }: ClinicKey, within?: Transaction): Promise<Loaded<AnswerSheet> | undefined> {
    const found = await this.sheets.findOne(
      { _id: id, clinicId },
      within === undefined ? {} : { session: sessionOf(within) },
    );
    return found === null ? undefined : loadedSheet(found);
  }

  override async ofClinic(clinicId: string): Promise<readonly AnswerSheet[]> {
    return (await this.sheets.find({ clinicId }).toArray()).map(({ sheet }) => sheet);
  }

  override save(sheet: AnswerSheet, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('answers', { clinicId: sheet.clinicId, id: sheet.surveyId }, compact({ sheet }), expectedVersion);
  }

  private get sheets() {
    return this.collections.of<SheetDocument>('answers');
  }
}
