import { Clock, NotFoundError, type ClinicKey } from '@aftercare/kernel';
import { Transactions, type Cause } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import type { Flag } from '../domain/flag.js';
import { acted, type FlagAct } from '../domain/flag-acts.js';

export type { FlagAct } from '../domain/flag-acts.js';
import { FlagStore } from './ports.js';

/** Takes a flag, hands it over, notes a call or a doctor's look. Nobody else has to know: no event is said, and what is held stays held. */
@Injectable()
export class ActOnFlag {
  constructor(
    private readonly transactions: Transactions,
    private readonly flags: FlagStore,
    private readonly clock: Clock,
  ) {}

  execute(
    key: ClinicKey,
    by: { readonly who: string; readonly mayForOthers?: boolean; readonly act: FlagAct },
    cause?: Cause,
  ): Promise<Flag> {
    return this.transactions.run(async (work) => {
      const loaded = await this.flags.load(key, work.within);
      if (loaded === undefined) throw new NotFoundError('there is no such flag');
      const flag = acted(loaded.state, by.act, { ...by, at: this.clock.now() });
      if (flag !== loaded.state) await this.flags.save(flag, loaded.version, work.writes);
      return flag;
    }, cause);
  }
}
