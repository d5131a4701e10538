import { ManualMachineTime } from '../testing/manual-machine-time.js';
import type { StaffCaller } from './caller.js';
import { NotSignedInError } from './identity-errors.js';
import { InternalTokens } from './internal-tokens.js';

const secret = 'a-secret-for-tests-of-32-characters!';
const owner: StaffCaller = { kind: 'staff', accountId: 'a1', clinicId: 'c1', roles: ['owner'] };

const tokensOf = (service: string, machine = new ManualMachineTime(), key = secret): InternalTokens =>
  new InternalTokens(key, service, machine);

describe('InternalTokens', () => {
  it('carry the caller to the service they are meant for', async () => {
    const token = await tokensOf('gateway').sign(owner, 'scheduling');
    await expect(tokensOf('scheduling').verify(token)).resolves.toEqual(owner);
  });

  it('are refused by any other service', async () => {
    const token = await tokensOf('gateway').sign(owner, 'scheduling');
    await expect(tokensOf('outcomes').verify(token)).rejects.toBeInstanceOf(NotSignedInError);
  });

  it('live for a minute of machine time', async () => {
    const machine = new ManualMachineTime();
    const token = await tokensOf('gateway', machine).sign(owner, 'scheduling');
    machine.ms += 59_000;
    await expect(tokensOf('scheduling', machine).verify(token)).resolves.toEqual(owner);
    machine.ms += 10_000;
    await expect(tokensOf('scheduling', machine).verify(token)).rejects.toBeInstanceOf(NotSignedInError);
  });

  it('are refused when somebody else signed them', async () => {
    const token = await tokensOf('gateway', new ManualMachineTime(), 'another-secret-of-32-characters!!!!!').sign(
      owner,
      'scheduling',
    );
    await expect(tokensOf('scheduling').verify(token)).rejects.toBeInstanceOf(NotSignedInError);
  });

  it('are refused without a signature', async () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'none' })}.${part({ ...owner, iss: 'aftercare', aud: 'scheduling', exp: 9e9, iat: 1 })}.`;
    await expect(tokensOf('scheduling').verify(token)).rejects.toBeInstanceOf(NotSignedInError);
  });
});
