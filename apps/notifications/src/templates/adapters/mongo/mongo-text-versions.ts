import { hashId } from '@aftercare/kernel';
import { isDuplicateKey, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { TextVersions } from '../../application/text-versions.js';
import type { TextName, TextVersion } from '../../application/text-versions.js';

interface VersionDocument extends TextVersion, mongo.Document {
  readonly _id: string;
}

const COLLECTION = 'text_versions';

const versionOf = ({ _id, ...version }: VersionDocument): TextVersion => version;

/** One document per version; its id is its number, so that a number is taken once. */
const idOf = ({ clinicId, text, language }: TextName, version: number): string =>
  hashId(clinicId, text, language, String(version));

@Injectable()
export class MongoTextVersions extends TextVersions implements OnModuleInit {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.versions.createIndex({ clinicId: 1, text: 1, language: 1, version: -1 });
  }

  override async historyOf({ clinicId, text, language }: TextName): Promise<readonly TextVersion[]> {
    return (await this.versions.find({ clinicId, text, language }).sort({ version: -1 }).toArray()).map(versionOf);
  }

  override async one(name: TextName, version: number): Promise<TextVersion | undefined> {
    const found = await this.versions.findOne({ _id: idOf(name, version), clinicId: name.clinicId });
    return found === null ? undefined : versionOf(found);
  }

  override async newestOf(clinicId: string): Promise<readonly TextVersion[]> {
    const all = await this.versions.find({ clinicId }).sort({ version: 1 }).toArray();
    return [...new Map(all.map((one) => [`${one.text}/${one.language}`, versionOf(one)])).values()];
  }

  override async add(version: TextVersion): Promise<boolean> {
    try {
      await this.versions.insertOne({ ...version, _id: idOf(version, version.version) });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  private get versions() {
    return this.collections.of<VersionDocument>(COLLECTION);
  }
}
