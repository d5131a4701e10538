import type { ClinicKey } from '@aftercare/kernel';
import { ClientKeyGoneError, SealBrokenError } from './cipher-errors.js';
import { keyName } from './client-keys.js';
import type { ClientKeys } from './client-keys.js';
import { derivedKey, hmac, openBytes, sealBytes } from './sealing.js';

/** One field of one client in clear. */
export interface PlainField {
  readonly client: ClinicKey;
  readonly field: string;
  readonly plain: string;
}

/** One field of one client as it is stored. */
export interface SealedField {
  readonly client: ClinicKey;
  readonly field: string;
  readonly sealed: string;
}

const placeOf = (client: ClinicKey, field: string): readonly string[] => [client.clinicId, client.id, field];

/** Encrypts fields with one key per client, so that erasing a client is deleting a key. Bound to clinic, client and field. */
export class ClientCipher {
  private readonly indexKey: Buffer;

  constructor(
    master: Buffer,
    private readonly keys: ClientKeys,
  ) {
    this.indexKey = derivedKey(master, 'blind index');
  }

  async seal(client: ClinicKey, field: string, plain: string): Promise<string> {
    const [sealed = ''] = await this.sealAll([{ client, field, plain }]);
    return sealed;
  }

  async open(client: ClinicKey, field: string, sealed: string): Promise<string> {
    const [plain = ''] = await this.openAll([{ client, field, sealed }]);
    return plain;
  }

  /** In the order given; at most three calls to the key database however many fields there are. */
  async sealAll(fields: readonly PlainField[]): Promise<readonly string[]> {
    const keys = await this.keys.findOrMake(distinct(fields));
    return fields.map(({ client, field, plain }) =>
      sealBytes(keyIn(keys, client), placeOf(client, field), Buffer.from(plain)),
    );
  }

  /** In the order given; throws CLIENT_KEY_GONE for an erased client and SEAL_BROKEN for a text that does not fit its place. */
  async openAll(fields: readonly SealedField[]): Promise<readonly string[]> {
    const keys = await this.keys.find(distinct(fields));
    return fields.map(({ client, field, sealed }) => openField(keyIn(keys, client), placeOf(client, field), sealed));
  }

  /** The same text of one clinic and kind gives the same index: finds a phone number or an email without storing it in clear. */
  blindIndex(clinicId: string, kind: string, normalised: string): string {
    return hmac(this.indexKey, [clinicId, kind, normalised]);
  }

  /** Erasure: what was sealed for this client can never be opened again. */
  destroyKey(client: ClinicKey): Promise<void> {
    return this.keys.destroy(client);
  }
}

const distinct = (fields: readonly { readonly client: ClinicKey }[]): readonly ClinicKey[] => [
  ...new Map(fields.map(({ client }) => [keyName(client), client])).values(),
];

const keyIn = (keys: ReadonlyMap<string, Buffer>, client: ClinicKey): Buffer => {
  const key = keys.get(keyName(client));
  if (key === undefined) throw new ClientKeyGoneError('there is no key for this client');
  return key;
};

const openField = (key: Buffer, place: readonly string[], sealed: string): string => {
  try {
    return openBytes(key, place, sealed).toString();
  } catch (cause) {
    throw new SealBrokenError(`the sealed field ${place.at(-1) ?? ''} cannot be opened`, { cause });
  }
};
