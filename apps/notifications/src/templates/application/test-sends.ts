import type { TextName } from './text-versions.js';

/** `in-doubt`: the provider never answered; a test is not repeated by itself. */
export type TestState = 'sending' | 'sent' | 'refused' | 'in-doubt';

/** A test message, written down before its provider is called. The address is not kept: it stands in the clinic's settings. */
export interface TestSend extends TextName {
  readonly id: string;
  /** `A2@own-3/de`, or `A2@1/de`. */
  readonly versionName: string;
  readonly channel: 'sms' | 'email';
  readonly by: string;
  readonly at: Date;
  readonly state: TestState;
  /** The provider's own, of a refusal. */
  readonly code?: string;
}

export abstract class TestSends {
  /** The claim. False when this very test was begun before: then nobody calls a provider again. */
  abstract begin(test: TestSend): Promise<boolean>;
  abstract finish(
    test: { readonly clinicId: string; readonly id: string },
    end: { readonly state: TestState; readonly code?: string },
  ): Promise<void>;
  abstract one(test: { readonly clinicId: string; readonly id: string }): Promise<TestSend | undefined>;
  abstract countSince(clinicId: string, since: Date): Promise<number>;
}
