import { addDays, type ClinicKey, type LocalDate } from '@aftercare/kernel';
import type { Transactions } from '@aftercare/messaging';
import type { AnswerVault } from '../../surveys/application/ports.js';
import type { DiaryStore } from '../application/ports.js';
import { diaryDayId } from '../domain/diary-day.js';

interface Stores {
  readonly transactions: Transactions;
  readonly diaries: DiaryStore;
  readonly vault: AnswerVault;
}

interface Row {
  readonly client: ClinicKey;
  readonly from: LocalDate;
  readonly count: number;
  readonly answers: object;
}

/** Days that all say the same, however long ago they were: pages take a week at most. */
export const daysInARow = async ({ transactions, diaries, vault }: Stores, row: Row): Promise<void> => {
  const { client, from, count, answers } = row;
  const at = new Date(`${addDays(from, count)}T09:00:00Z`);
  for (let index = 0; index < count; index += 1) {
    const head = { clinicId: client.clinicId, clientRef: client.id, date: addDays(from, index) };
    const sealed = await vault.seal(client, diaryDayId(head), JSON.stringify(answers));
    const day = { ...head, sealed, recordedAt: at, changedAt: at, filledInLater: false, replaced: [] };
    await transactions.run(async ({ writes }) => diaries.save(day, undefined, writes));
  }
};
