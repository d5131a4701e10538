import type { ClinicKey } from '@aftercare/kernel';
import { ClientCipher } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { AnswerVault } from '../../application/ports.js';

/** Answers under the client's own data key; losing the key is erasing the answers. */
@Injectable()
export class CipherAnswerVault extends AnswerVault {
  constructor(private readonly cipher: ClientCipher) {
    super();
  }

  override seal(client: ClinicKey, field: string, text: string): Promise<string> {
    return this.cipher.seal(client, field, text);
  }

  override openAll(
    client: ClinicKey,
    fields: readonly { readonly field: string; readonly sealed: string }[],
  ): Promise<readonly string[]> {
    return this.cipher.openAll(fields.map((field) => ({ client, ...field })));
  }
}
