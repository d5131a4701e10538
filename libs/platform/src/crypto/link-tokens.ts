import { linkToken } from '@aftercare/kernel';
import type { LinkPurpose } from '@aftercare/kernel';

/** Tokens and addresses of client links. */
export class LinkTokens {
  constructor(
    private readonly linkKey: string,
    private readonly publicUrl: string,
  ) {}

  /** 22 base62 characters; the next generation ends the link before. Store only its SHA-256. */
  token(purpose: LinkPurpose, id: string, generation: number): string {
    return linkToken(this.linkKey, { purpose, id, generation });
  }

  /** `<PUBLIC_URL>/<path>/<token>`, e.g. path `s`. */
  url(path: string, token: string): string {
    return `${this.publicUrl.replace(/\/+$/u, '')}/${path}/${token}`;
  }
}
