import { flagClearedV1, flagRaisedV1 } from '@aftercare/contracts';
import { Clock, NotFoundError, type ClinicKey } from '@aftercare/kernel';
import { say, Transactions, type Cause, type UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { clear, flagIdOf, raise, type Flag, type FlagHead, type FlagLevel } from '../domain/flag.js';
import { gravest } from '../domain/flag-order.js';
import { FlagStore } from './ports.js';

/** Raises and clears flags. */
@Injectable()
export class Flags {
  constructor(
    private readonly transactions: Transactions,
    private readonly flags: FlagStore,
    private readonly clock: Clock,
  ) {}

  /** Within the transaction that saves the answer; the same answer saved twice raises one flag. */
  async raise(head: FlagHead, work: UseCaseWork): Promise<void> {
    const key: ClinicKey = { clinicId: head.clinicId, id: flagIdOf(head.surveyId, head.level) };
    const known = await this.flags.load(key, work.within);
    // What was ticked since belongs to the same flag, which was told already.
    if (known?.state.state === 'open')
      this.flags.save({ ...known.state, sealed: head.sealed }, known.version, work.writes);
    if (known !== undefined) return;
    const flag = raise(head);
    this.flags.save(flag, undefined, work.writes);
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

  /** By a named person, with a reason; nothing clears a flag by itself. */
  clear(key: ClinicKey, by: { readonly who: string; readonly reason: string }, cause?: Cause): Promise<Flag> {
    return this.transactions.run(async (work) => {
      const loaded = await this.flags.load(key, work.within);
      if (loaded === undefined) throw new NotFoundError('there is no such flag');
      const at = this.clock.now();
      const flag = clear(loaded.state, { ...by, at });
      this.flags.save(flag, loaded.version, work.writes);
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
}
