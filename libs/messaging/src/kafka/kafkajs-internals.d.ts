/** What `idle-timer.ts` touches of kafkajs 2.2.4; the package declares only its public face. */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  interface Options {
    readonly maxInFlightRequests: number | null;
    readonly requestTimeout: number;
    readonly enforceRequestTimeout: boolean;
    readonly clientId: string;
    readonly broker: string;
    readonly logger: { debug(message: string): void; warn(message: string): void };
  }
  interface Request {
    readonly entry: {
      readonly correlationId: number;
      readonly apiKey: number;
      readonly apiName: string;
      readonly apiVersion: number;
      resolve(answer: unknown): void;
      reject(error: Error): void;
    };
    readonly expectResponse: boolean;
    readonly sendRequest: () => void;
  }

  /** The requests of one connection: those on their way, and those that wait for a place or for the end of a throttling. */
  class RequestQueue {
    constructor(options: Options);
    readonly pending: readonly unknown[];
    push(request: Request): void;
    fulfillRequest(answer: { correlationId: number; payload: Buffer; size: number }): void;
    maybeThrottle(forMs: number): void;
    scheduleCheckPendingRequests(): void;
    destroy(): void;
  }
  export = RequestQueue;
}
