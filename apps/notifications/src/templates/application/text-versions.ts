import type { Language } from '../domain/language.js';
import type { TextId, Wording } from '../domain/text.js';

export interface TextName {
  readonly clinicId: string;
  readonly text: TextId;
  readonly language: Language;
}

/** One saved wording; never changed and never deleted. */
export interface TextVersion extends TextName, Wording {
  /** From 1 on, per text and language. */
  readonly version: number;
  /** Account that saved it. */
  readonly by: string;
  readonly at: Date;
}

/** Everything that a clinic ever saved. */
export abstract class TextVersions {
  /** Newest first. */
  abstract historyOf(name: TextName): Promise<readonly TextVersion[]>;
  abstract one(name: TextName, version: number): Promise<TextVersion | undefined>;
  /** The newest version of every text and language of the clinic. */
  abstract newestOf(clinicId: string): Promise<readonly TextVersion[]>;
  /** False when that number is taken: somebody else saved it. */
  abstract add(version: TextVersion): Promise<boolean>;
}
