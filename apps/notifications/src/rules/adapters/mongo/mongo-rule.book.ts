import { hashId } from '@aftercare/kernel';
import { sessionOf } from '@aftercare/messaging';
import type { Transaction, UnitOfWork } from '@aftercare/messaging';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { RuleBook } from '../../application/rule-book.js';
import type { Replanning, RuleVersion, StoredReplanning } from '../../application/rule-book.js';

type VersionDocument = RuleVersion & mongo.Document & { readonly _id: string; readonly version: number };
/** One per clinic, of its newest change. */
type ReplanningDocument = Replanning & mongo.Document & { readonly _id: string; readonly version: number };

const VERSIONS = 'rule_versions';
const REPLANNINGS = 'rule_replannings';

@Injectable()
export class MongoRuleBook extends RuleBook implements OnModuleInit {
  override saves = 0;

  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.versions.createIndex({ clinicId: 1, number: -1 });
    await this.replannings.createIndex({ phase: 1 });
  }

  override async versionsOf(clinicId: string): Promise<readonly RuleVersion[]> {
    const found = await this.versions.find({ clinicId }).sort({ number: -1 }).toArray();
    return found.map(({ _id, version: _version, ...kept }) => kept);
  }

  /** Its id is its number, so that a number is taken once. */
  override add(version: RuleVersion, work: UnitOfWork): void {
    const { clinicId, number } = version;
    work.put(VERSIONS, { clinicId, id: hashId('rules', clinicId, String(number)) }, version, undefined);
  }

  override async replanningOf(clinicId: string, within?: Transaction): Promise<StoredReplanning | undefined> {
    const options = within === undefined ? {} : { session: sessionOf(within) };
    const found = await this.replannings.findOne({ _id: clinicId, clinicId }, options);
    if (found === null) return undefined;
    const { _id, version, ...replanning } = found;
    return { replanning, version };
  }

  override putReplanning(replanning: Replanning, readVersion: number | undefined, work: UnitOfWork): void {
    this.saves += 1;
    const { clinicId } = replanning;
    work.put(REPLANNINGS, { clinicId, id: clinicId }, replanning, readVersion);
  }

  override async unfinished() {
    const found = await this.collections
      .system<ReplanningDocument>(REPLANNINGS, 'due-work')
      .find({ phase: { $in: ['running', 'late'] } }, { projection: { clinicId: 1, phase: 1, at: 1, notBeforeMs: 1 } })
      .toArray();
    return found.map(({ clinicId, phase, at, notBeforeMs }) => ({ clinicId, phase, at, notBeforeMs }));
  }

  private get versions() {
    return this.collections.of<VersionDocument>(VERSIONS);
  }

  private get replannings() {
    return this.collections.of<ReplanningDocument>(REPLANNINGS);
  }
}
