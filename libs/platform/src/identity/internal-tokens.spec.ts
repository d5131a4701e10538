import { ManualMachineTime } from '@aftercare/kernel';
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

  it('hold between processes that started before and after the machine slept', async () => {
    const before = new ManualMachineTime();
    before.asleepMs = 600_000;
    const after = new ManualMachineTime(before.ms + 600_000);
    const token = await tokensOf('gateway', before).sign(owner, 'scheduling');
    await expect(tokensOf('scheduling', after).verify(token)).resolves.toEqual(owner);
    const back = await tokensOf('scheduling', after).sign(owner, 'gateway');
    await expect(tokensOf('gateway', before).verify(back)).resolves.toEqual(owner);
    after.ms += 70_000;
    await expect(tokensOf('scheduling', after).verify(token)).rejects.toBeInstanceOf(NotSignedInError);
  });

  it('are signed anew once the clock was set back', async () => {
    const machine = new ManualMachineTime();
    const gateway = tokensOf('gateway', machine);
    const token = await gateway.sign(owner, 'scheduling');
    machine.asleepMs = -3_600_000;
    expect(await gateway.sign(owner, 'scheduling')).not.toBe(token);
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

  it('are used again for the same caller and service, and only for half of their life', async () => {
    const machine = new ManualMachineTime();
    const gateway = tokensOf('gateway', machine);
    const token = await gateway.sign(owner, 'scheduling');
    machine.ms += 29_000;
    expect(await gateway.sign({ ...owner }, 'scheduling')).toBe(token);
    const others = [
      await gateway.sign(owner, 'outcomes'),
      await gateway.sign({ ...owner, clinicId: 'c2' }, 'scheduling'),
      await gateway.sign({ ...owner, roles: ['front-desk'] }, 'scheduling'),
    ];
    expect(new Set([token, ...others]).size).toBe(4);
    machine.ms += 2000;
    expect(await gateway.sign(owner, 'scheduling')).not.toBe(token);
  });

  it('end on time also where they were verified before', async () => {
    const machine = new ManualMachineTime();
    const scheduling = tokensOf('scheduling', machine);
    const token = await tokensOf('gateway', machine).sign(owner, 'scheduling');
    for (const ms of [0, 40_000, 24_000]) {
      machine.ms += ms;
      await expect(scheduling.verify(token)).resolves.toEqual(owner);
    }
    machine.ms += 1000;
    await expect(scheduling.verify(token)).rejects.toBeInstanceOf(NotSignedInError);
  });

  it('are refused when they differ in one character from one that was verified', async () => {
    const scheduling = tokensOf('scheduling');
    const token = await tokensOf('gateway').sign(owner, 'scheduling');
    await scheduling.verify(token);
    const [head, claims = '', signature] = token.split('.');
    const changed = [head, Buffer.from(JSON.stringify({ ...owner, clinicId: 'c2' })).toString('base64url'), signature];
    await expect(scheduling.verify(changed.join('.'))).rejects.toBeInstanceOf(NotSignedInError);
    await expect(scheduling.verify([head, claims, 'x'].join('.'))).rejects.toBeInstanceOf(NotSignedInError);
  });

  it('are forgotten, the oldest first, where very many callers come', async () => {
    const gateway = tokensOf('gateway');
    const first = await gateway.sign(owner, 'scheduling');
    for (let index = 0; index < 1000; index += 1) {
      await gateway.sign({ ...owner, accountId: `b${index}` }, 'scheduling');
    }
    const map: unknown = Reflect.get(gateway, 'signed');
    expect(map instanceof Map && map.size).toBe(1000);
    // Signed anew in the same second of machine time it reads the same.
    expect(await gateway.sign(owner, 'scheduling')).toBe(first);
  });
});
