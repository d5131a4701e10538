import { runOnce } from '@aftercare/messaging';
import type { Transactions } from '@aftercare/messaging';
import type { Flag, FlagStore } from '../application/ports.js';
import { aFlag, cleared, noon } from './a-flag.js';

/** What staff wrote, a part of the contract of flags. */
export const describeFlagWords = (
  given: () => { readonly flags: FlagStore; readonly transactions: Transactions },
): void => {
  const note = 'called twice, no answer';
  const handed = aFlag({ assignment: { kind: 'handed-over', by: 'ana', at: noon, to: 'ben', note } });
  const keep = (flag: Flag): Promise<void> =>
    runOnce(given().transactions, ({ writes }) => given().flags.save(flag, undefined, writes));

  it('is read with a flag and in lists', async () => {
    const flag = { ...handed, ...cleared };
    await keep(flag);
    expect((await given().flags.load({ clinicId: 'elm', id: flag.id }))?.state).toEqual(flag);
    expect(await given().flags.list('elm', { state: 'cleared', limit: 5 })).toEqual([flag]);
  });

  it('is left out where only open flags are asked for', async () => {
    await keep(handed);
    const [open] = await given().flags.openOf([{ clinicId: 'elm', id: handed.clientRef }]);
    expect(open?.assignment).toMatchObject({ kind: 'handed-over', note: undefined });
  });
};
