import { isDuplicateKey, TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { ClinicStore } from '../../application/clinic-directory.js';
import type { ClinicRules } from '../../application/ports.js';

interface ClinicDocument extends ClinicRules, mongo.Document {
  readonly _id: string;
}

const COLLECTION = 'clinic_rules';

const rulesOf = ({ _id, ...rules }: ClinicDocument): ClinicRules => rules;

@Injectable()
export class MongoClinicStore extends ClinicStore implements OnModuleInit {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.clinics.createIndex({ smsSender: 1 });
  }

  override async find(clinicIds: readonly string[]): Promise<readonly ClinicRules[]> {
    return (await this.clinics.find({ clinicId: { $in: [...clinicIds] } }).toArray()).map(rulesOf);
  }

  override async keep(rules: readonly ClinicRules[]): Promise<void> {
    for (const one of rules) {
      const { clinicId, ...settings } = one;
      try {
        // An older version finds nothing to replace and stumbles over the newer one's id.
        await this.clinics.updateOne(
          { _id: clinicId, clinicId, version: { $lt: one.version } },
          { $set: settings },
          { upsert: true },
        );
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    }
  }

  override async findBySmsSender(number: string): Promise<ClinicRules | undefined> {
    const found = await this.collections
      .system<ClinicDocument>(COLLECTION, 'provider-callback')
      .findOne({ smsSender: number });
    return found === null ? undefined : rulesOf(found);
  }

  private get clinics() {
    return this.collections.of<ClinicDocument>(COLLECTION);
  }
}
