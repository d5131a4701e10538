import { answerRateFellV1 } from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import { hashId } from '@aftercare/kernel';
import type { ClinicKey } from '@aftercare/kernel';
import { Reaction } from '@aftercare/messaging';
import type { Change, Decision, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { StaffNotices } from './staff-notices.js';
import type { StaffNotice } from './staff-notices.js';

type FellEvent = EventOf<typeof answerRateFellV1>;

/** Each time that too few of a clinic's forms are answered, its own people are owed one word of it; so neither repeats nor order matter. */
@Injectable()
export class TellOfFewAnswers extends Reaction<StaffNotice, typeof answerRateFellV1> {
  override readonly name = 'tell-of-few-answers';
  override readonly consumes = [answerRateFellV1] as const;

  constructor(private readonly notices: StaffNotices) {
    super();
  }

  override keyOf({ clinicid: clinicId, data }: FellEvent): ClinicKey {
    return { clinicId, id: hashId('few-answers', clinicId, `${data.version}`) };
  }

  override facts(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  override load(keys: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, Loaded<StaffNotice>>> {
    return this.notices.many(keys, within);
  }

  override decide(state: StaffNotice | undefined, event: FellEvent): Decision<StaffNotice> {
    const notice: StaffNotice = { ...this.keyOf(event), what: 'few-answers', at: new Date(event.data.at) };
    return { state: state ?? notice, says: [] };
  }

  override save(changes: readonly Change<StaffNotice>[], work: UnitOfWork): void {
    for (const { after } of changes) this.notices.write(after, work);
  }
}
