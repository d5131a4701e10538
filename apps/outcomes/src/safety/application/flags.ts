import { flagClearedV1, flagRaisedV1 } from '@aftercare/contracts';
import { Clock, NotFoundError, type ClinicKey } from '@aftercare/kernel';
import { say, Transactions, type Cause, type Loaded, type UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { clear, flagIdOf, raise, type Flag, type FlagHead, type FlagLevel } from '../domain/flag.js';
import { gravest } from '../domain/flag-order.js';
import { levelOfSigns, unseenOf, type Signs } from '../domain/signs.js';
import { FlagStore } from './ports.js';

/** What calls for a flag. */
export interface Told {
  readonly head: Omit<FlagHead, 'level'>;
  readonly signs: Signs;
  /** The signs of a flag of before, opened. */
  readonly signsOf: (sealed: string) => Promise<Signs>;
}

/** Raises and clears flags. */
@Injectable()
export class Flags {
  constructor(
    private readonly transactions: Transactions,
    private readonly flags: FlagStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Within the transaction that saves the answer; the same answer saved twice raises one flag.
   * What was cleared stays so, but a sign that was not there when it was cleared has been seen by nobody.
   */
  async raise(told: Told, work: UseCaseWork): Promise<void> {
    let { signs } = told;
    for (let level = levelOfSigns(signs); level !== undefined; level = levelOfSigns(signs))
      signs = await this.raiseAt(level, { ...told, signs }, work);
  }

  /** By a named person, with a reason; nothing clears a flag by itself. */
  clear(key: ClinicKey, by: { readonly who: string; readonly reason: string }, cause?: Cause): Promise<Flag> {
    return this.transactions.run(async (work) => {
      const loaded = await this.flags.load(key, work.within);
      if (loaded === undefined) throw new NotFoundError('there is no such flag');
      const at = this.clock.now();
      const flag = clear(loaded.state, { ...by, at });
      await this.flags.save(flag, loaded.version, work.writes);
      work.say(
        say(flagClearedV1, flag.clinicId, { flagId: flag.id, clientRef: flag.clientRef, at: at.toISOString() }),
        loaded.version + 1,
      );
      return flag;
    }, cause);
  }

  /** The most serious open flag of each of these clients. */
  async gravestOf(clients: readonly ClinicKey[]): Promise<ReadonlyMap<string, FlagLevel>> {
    const open = await this.flags.openOf(clients);
    const levels = new Map<string, FlagLevel>();
    for (const { clinicId, id } of clients) {
      const level = gravest(open.filter((flag) => flag.clinicId === clinicId && flag.clientRef === id));
      if (level !== undefined) levels.set(`${clinicId}/${id}`, level);
    }
    return levels;
  }

  /** Signs that a cleared flag of this level leaves over; none where a flag stands for all of them now. */
  private async raiseAt(level: FlagLevel, { head: rest, signs, signsOf }: Told, work: UseCaseWork): Promise<Signs> {
    const head = { ...rest, level };
    const { last, round } = await this.lastRound(head, work);
    if (last?.state.state === 'open') {
      // What was ticked since belongs to the same flag, which was told already.
      await this.flags.save({ ...last.state, sealed: head.sealed }, last.version, work.writes);
      return {};
    }
    const left = last === undefined ? signs : unseenOf(signs, await signsOf(last.state.sealed));
    if (levelOfSigns(left) !== level) return left;
    await this.raiseNew(raise(head, round + 1), work);
    return {};
  }

  private async lastRound(
    head: FlagHead,
    work: UseCaseWork,
  ): Promise<{ last: Loaded<Flag> | undefined; round: number }> {
    let last: Loaded<Flag> | undefined;
    for (let round = 1; ; round += 1) {
      const id = flagIdOf(head.surveyId, head.level, round);
      const flag = await this.flags.load({ clinicId: head.clinicId, id }, work.within);
      if (flag === undefined) return { last, round: round - 1 };
      last = flag;
    }
  }

  private async raiseNew(flag: Flag, work: UseCaseWork): Promise<void> {
    await this.flags.save(flag, undefined, work.writes);
    work.say(
      say(flagRaisedV1, flag.clinicId, {
        flagId: flag.id,
        clientRef: flag.clientRef,
        level: flag.level,
        at: flag.raisedAt.toISOString(),
      }),
      1,
    );
  }
}
