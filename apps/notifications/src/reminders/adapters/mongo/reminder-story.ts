import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { ReminderState } from '../../application/reminder-view.js';
import { relationOf } from '../../domain/relatives.js';
import type { Relation } from '../../domain/relatives.js';
import { ATTEMPTS, REMINDERS, rowOfDocument } from './reminder-document.js';
import type { AttemptDocument, ReminderDocument } from './reminder-document.js';

/** One call to a provider. */
export interface AttemptView {
  readonly at: Date;
  readonly channel: 'sms' | 'email';
  /** What came of the call: accepted, refused, retry-later, in-doubt; reported where only a report is known. */
  readonly outcome: string;
  readonly providerId?: string;
  /** The provider's own number for what went wrong. */
  readonly code?: string;
  /** What the provider said last. */
  readonly status?: string;
  readonly text?: string;
}

/** Another row that the message came from, or went on as. */
export interface RelatedView {
  readonly relation: Relation;
  readonly reminderId: string;
  readonly kind: string;
  readonly state: ReminderState;
  readonly channel?: 'sms' | 'email';
  readonly dueAt: Date;
}

export interface ReminderStoryView {
  readonly zone: string;
  readonly attempts: readonly AttemptView[];
  readonly related: readonly RelatedView[];
}

const attemptView = (attempt: AttemptDocument): AttemptView => {
  const { at, channel, outcome, providerId, code, status, templateVersion } = attempt;
  return {
    ...{ at, channel, outcome },
    ...(providerId === undefined ? {} : { providerId }),
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    ...(templateVersion === undefined ? {} : { text: templateVersion }),
  };
};

/** What there is to tell of one row beside the row itself: every call to a provider, and the rows that carried it on. */
@Injectable()
export class ReminderStory {
  constructor(private readonly collections: TenantCollections) {}

  async of(clinicId: string, id: string): Promise<ReminderStoryView | undefined> {
    const row = await this.rows.findOne({ clinicId, _id: id });
    if (row === null) return undefined;
    const attempts = await this.collections
      .of<AttemptDocument>(ATTEMPTS)
      .find({ clinicId, reminderId: id }, { sort: { at: 1 } })
      .toArray();
    return { zone: row.zone, attempts: attempts.map(attemptView), related: await this.relatedTo(row) };
  }

  /** Among the rows of the same client, which are few. */
  private async relatedTo(row: ReminderDocument): Promise<readonly RelatedView[]> {
    const { clinicId, clientRef, kind, occurrence, subject } = row;
    const noted = row.history.flatMap(({ note }) => note ?? []);
    const others = await this.rows
      .find({
        clinicId,
        clientRef,
        $or: [
          { kind, occurrence },
          { _id: { $in: noted } },
          { 'history.note': row._id },
          ...(subject.bookingId === undefined ? [] : [{ 'subject.bookingId': subject.bookingId }]),
        ],
      })
      .sort({ dueAt: 1, _id: 1 })
      .toArray();
    return others.flatMap((other) => relatedView(row, other));
  }

  private get rows() {
    return this.collections.of<ReminderDocument>(REMINDERS);
  }
}

const relatedView = (row: ReminderDocument, other: ReminderDocument): readonly RelatedView[] => {
  const relation = other._id === row._id ? undefined : relationOf(rowOfDocument(row), rowOfDocument(other));
  if (relation === undefined) return [];
  const { _id: reminderId, kind, state, channel, dueAt } = other;
  return [{ relation, reminderId, kind, state, dueAt, ...(channel === undefined ? {} : { channel }) }];
};
