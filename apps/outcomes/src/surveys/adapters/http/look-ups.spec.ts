import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import { Flags } from '../../../safety/application/flags.js';
import { InMemoryFlagStore } from '../../../safety/testing/in-memory-flags.js';
import { noInputs } from '../../application/ports.js';
import type { CadenceInputs } from '../../application/ports.js';
import { InMemoryCadenceStore, InMemorySurveyStore } from '../../testing/in-memory-stores.js';
import { LookUpsController } from './look-ups.controller.js';

const given = async (...known: readonly CadenceInputs[]) => {
  const transactions = new InMemoryTransactions();
  const cadence = new InMemoryCadenceStore(transactions);
  await transactions.run(async ({ writes }) => known.forEach((one) => cadence.save(one, undefined, writes)));
  const flags = new Flags(transactions, new InMemoryFlagStore(transactions), new FixedClock(new Date(0)));
  const lookUps = new LookUpsController(new InMemorySurveyStore(transactions), cadence, flags);
  const raise = (clientRef: string, level: 'E' | 'U' | 'R') =>
    transactions.run((work) =>
      flags.raise(
        {
          clinicId: 'elm',
          clientRef,
          surveyId: `${clientRef}/${level}`,
          sessionId: undefined,
          level,
          raisedAt: new Date(0),
          sealed: '',
        },
        work,
      ),
    );
  return { lookUps, raise };
};

describe('what scheduling asks before it names a day', () => {
  it('is not known for somebody who never answered, and never a zero', async () => {
    const { lookUps } = await given();
    const answer = await lookUps.cadenceInputs({ refs: [{ clinicId: 'elm', clientRef: 'mara' }] });
    expect(answer).toEqual({
      items: [
        {
          clinicId: 'elm',
          clientRef: 'mara',
          openFlag: null,
          wish: null,
          stress: null,
          demandingPeriods: [],
          lastEffect: null,
          burdenWindows: [],
        },
      ],
    });
  });

  it('is answered for many at once, each at its own clinic, with the gravest open flag', async () => {
    const inputs = { ...noInputs('elm', 'mara'), stress: 8 };
    const { lookUps, raise } = await given(inputs);
    await raise('mara', 'R');
    await raise('mara', 'U');
    const refs = [
      { clinicId: 'elm', clientRef: 'mara' },
      { clinicId: 'oak', clientRef: 'mara' },
    ];
    const { items } = await lookUps.cadenceInputs({ refs });
    expect(items.map(({ clinicId, openFlag, stress }) => [clinicId, openFlag, stress])).toEqual([
      ['elm', 'U', 8],
      ['oak', null, null],
    ]);
  });
});
