/** What the SMTP adapter is told by the configuration. The class is its injection token. */
export class SmtpOptions {
  constructor(
    readonly values: {
      /** `smtp://user:pass@host:port` or `smtps://`. */
      readonly url: string;
      /** Connections of the pool. */
      readonly maxConnections: number;
      /** Connecting and the greeting, in machine milliseconds. */
      readonly connectTimeoutMs: number;
      /** Silence on an open connection after which the outcome is decided without the server, in machine milliseconds. */
      readonly silenceTimeoutMs: number;
    },
  ) {}
}
