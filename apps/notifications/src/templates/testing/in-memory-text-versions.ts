import { TextVersions } from '../application/text-versions.js';
import type { TextName, TextVersion } from '../application/text-versions.js';

export class InMemoryTextVersions extends TextVersions {
  private readonly all: TextVersion[] = [];

  override async historyOf({ clinicId, text, language }: TextName): Promise<readonly TextVersion[]> {
    return this.all
      .filter((one) => one.clinicId === clinicId && one.text === text && one.language === language)
      .sort((one, other) => other.version - one.version);
  }

  override async one(name: TextName, version: number): Promise<TextVersion | undefined> {
    return (await this.historyOf(name)).find((one) => one.version === version);
  }

  override async newestOf(clinicId: string): Promise<readonly TextVersion[]> {
    const mine = this.all.filter((one) => one.clinicId === clinicId).sort((one, other) => one.version - other.version);
    return [...new Map(mine.map((one) => [`${one.text}/${one.language}`, one])).values()];
  }

  override async add(version: TextVersion): Promise<boolean> {
    const { clinicId, text, language } = version;
    const isTaken = this.all.some(
      (one) =>
        one.clinicId === clinicId && one.text === text && one.language === language && one.version === version.version,
    );
    if (isTaken) return false;
    this.all.push(version);
    return true;
  }
}
