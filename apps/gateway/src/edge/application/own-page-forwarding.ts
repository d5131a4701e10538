import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request with what was read of it before its route was found. */
export interface ForwardedRequest extends IncomingMessage {
  /** Path and query as they came. */
  readonly originalUrl: string;
  readonly rawBody?: Buffer | undefined;
  readonly body?: unknown;
}

/** What came, and where the answer goes. */
export interface Exchange {
  readonly request: ForwardedRequest;
  readonly response: ServerResponse;
  /** A form that is posted in place of what came. */
  readonly form?: Buffer;
  /** Ends before the browser hears the answer; not called for one of 500 or more, nor without any. */
  readonly answered?: () => Promise<void>;
}

/**
 * Asks the service that owns one of a client's own pages, and answers with what it says. Whose page it is, the service
 * learns from a token of ours, never from the browser. NOT_FOUND for an address that belongs to no such page.
 */
export abstract class OwnPageForwarding {
  abstract forward(
    client: { readonly clinicId: string; readonly clientRef: string },
    exchange: Exchange,
  ): Promise<void>;

  /** Has the page shown with what its owner typed before, which is not saved by that. */
  abstract showTyped(
    client: { readonly clinicId: string; readonly clientRef: string },
    typed: { readonly path: string; readonly form: string },
    exchange: Exchange,
  ): Promise<void>;
}
