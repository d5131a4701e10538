import type { Upstream } from '../domain/route.js';

export type { Upstream };

/** Values of the configuration that the edge needs. */
export class EdgeSettings {
  constructor(
    readonly values: {
      readonly publicUrl: string;
      readonly upstreams: Readonly<Record<Upstream, string>>;
      readonly trustedProxyHops: number;
      /** Requests per minute and network address; 0 switches the limit off. */
      readonly perAddress: number;
      /** Requests per minute and link or session; 0 switches the limit off. */
      readonly perToken: number;
    },
  ) {}

  get origin(): string {
    return new URL(this.values.publicUrl).origin;
  }

  /** Cookies may go over plain http only where the address itself is plain http. */
  get isSecure(): boolean {
    return this.values.publicUrl.startsWith('https:');
  }

  /** With the prefix browsers refuse the cookie from any other host or path (RFC 6265bis). */
  get sessionCookie(): string {
    return this.isSecure ? '__Host-aftercare' : 'aftercare';
  }
}
