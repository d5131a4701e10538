/** What the Twilio adapter is told by the configuration. The class is its injection token. */
export class TwilioOptions {
  constructor(
    readonly values: {
      readonly accountSid: string;
      readonly authToken: string;
      /** Origin of Twilio's REST API, or of the sandbox. */
      readonly baseUrl: string;
      /** How long a call may take before its outcome counts as unknown, in machine milliseconds. */
      readonly timeoutMs: number;
      /** Origin that Twilio calls back: its signature covers it. */
      readonly publicUrl: string;
    },
  ) {}
}
