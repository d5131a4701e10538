import { contracts } from '@aftercare/contracts';
import { anEvent } from './an-event.js';

describe('anEvent', () => {
  it('refuses data that breaks its contract', () => {
    const [contract] = contracts;
    // Wrong on purpose.
    expect(() => anEvent(contract, { nonsense: true } as never)).toThrow();
  });
});
