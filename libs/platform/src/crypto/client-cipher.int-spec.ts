import { ManualMachineTime } from '@aftercare/kernel';
import { testDatabase } from '@aftercare/testing';
import type { TestDatabase } from '@aftercare/testing';
import { ClientKeyGoneError, SealBrokenError, WrongMasterKeyError } from './cipher-errors.js';
import { ClientCipher } from './client-cipher.js';
import { ClientKeys } from './client-keys.js';
import type { KeyDocument } from './client-keys.js';

const master = Buffer.alloc(32, 1);
const ada = { clinicId: 'c1', id: 'ada' };
const bob = { clinicId: 'c1', id: 'bob' };

describe('ClientCipher', () => {
  let database: TestDatabase;
  let machine: ManualMachineTime;

  beforeAll(async () => {
    database = await testDatabase('cipher');
    machine = new ManualMachineTime();
  });
  afterAll(() => database.drop());
  beforeEach(() => keyCollection().deleteMany({}));

  const keyCollection = () =>
    database.connection.getClient().db(`${database.name}_keys`).collection<KeyDocument>('keys');
  /** As another process with this master key. */
  const aCipher = (key = master): ClientCipher => new ClientCipher(key, new ClientKeys(key, keyCollection(), machine));

  it('opens in another process what it sealed', async () => {
    const sealed = await aCipher().seal(ada, 'phone', '+4915112345678');
    expect(sealed).not.toContain('4915112345678');
    await expect(aCipher().open(ada, 'phone', sealed)).resolves.toBe('+4915112345678');
  });

  it('keeps one key per client when many processes make it at once', async () => {
    const ciphers = Array.from({ length: 8 }, () => aCipher());
    const sealed = await Promise.all(
      ciphers.map((cipher, index) =>
        cipher.sealAll([
          { client: ada, field: 'phone', plain: `a${index}` },
          { client: bob, field: 'phone', plain: `b${index}` },
        ]),
      ),
    );
    expect(await keyCollection().countDocuments({})).toBe(2);
    const opened = await aCipher().openAll(
      sealed.flatMap(([a = '', b = '']) => [
        { client: ada, field: 'phone', sealed: a },
        { client: bob, field: 'phone', sealed: b },
      ]),
    );
    expect(opened).toEqual(Array.from({ length: 8 }, (_, index) => [`a${index}`, `b${index}`]).flat());
  });

  it('reads the key database once for many fields and not again while the key is cached', async () => {
    const writer = aCipher();
    const sealed = await writer.sealAll([
      { client: ada, field: 'phone', plain: '1' },
      { client: ada, field: 'email', plain: '2' },
    ]);
    await keyCollection().deleteMany({});
    const fields = sealed.map((each, index) => ({ client: ada, field: index === 0 ? 'phone' : 'email', sealed: each }));
    await expect(writer.openAll(fields)).resolves.toEqual(['1', '2']);
    machine.ms += 60_000;
    await expect(writer.openAll(fields)).rejects.toBeInstanceOf(ClientKeyGoneError);
  });

  it('says clearly that the master key is the wrong one', async () => {
    const sealed = await aCipher().seal(ada, 'phone', '1');
    await expect(aCipher(Buffer.alloc(32, 2)).open(ada, 'phone', sealed)).rejects.toBeInstanceOf(WrongMasterKeyError);
    await expect(aCipher(Buffer.alloc(32, 2)).seal(ada, 'phone', '1')).rejects.toMatchObject({
      code: 'WRONG_MASTER_KEY',
    });
  });

  it('opens nothing in the place of another client or field', async () => {
    const cipher = aCipher();
    const sealed = await cipher.seal(ada, 'phone', '1');
    await cipher.seal(bob, 'phone', '2');
    await expect(cipher.open(bob, 'phone', sealed)).rejects.toBeInstanceOf(SealBrokenError);
    await expect(cipher.open(ada, 'email', sealed)).rejects.toBeInstanceOf(SealBrokenError);
  });

  it('opens nothing after the key was destroyed', async () => {
    const cipher = aCipher();
    const sealed = await cipher.seal(ada, 'phone', '1');
    await cipher.destroyKey(ada);
    await expect(cipher.open(ada, 'phone', sealed)).rejects.toMatchObject({ code: 'CLIENT_KEY_GONE', kind: 'gone' });
  });

  it('finds equal texts of one clinic and kind by a blind index', () => {
    const index = aCipher().blindIndex('c1', 'phone', '+4915112345678');
    expect(aCipher().blindIndex('c1', 'phone', '+4915112345678')).toBe(index);
    expect(aCipher().blindIndex('c2', 'phone', '+4915112345678')).not.toBe(index);
    expect(aCipher().blindIndex('c1', 'email', '+4915112345678')).not.toBe(index);
    expect(aCipher(Buffer.alloc(32, 2)).blindIndex('c1', 'phone', '+4915112345678')).not.toBe(index);
  });
});
