import type { mongo } from 'mongoose';
import { checkBulk, checkDocument, checkFilter, checkPipeline, checkUpdate, checkUpsert } from './clinic-rule.js';

/** Documents of one answer. The server's first answer has 101 where nothing is said, and costs a second one for the rest. */
const BATCH = 1000;

type Upserts = { readonly upsert?: boolean | undefined };

/** A native collection that refuses whatever does not name its clinic. The methods are the driver's own. */
export class TenantCollection<T extends mongo.Document = mongo.Document> {
  constructor(private readonly raw: mongo.Collection<T>) {}

  find(filter: mongo.Filter<T>, options?: mongo.FindOptions): mongo.FindCursor<mongo.WithId<T>> {
    checkFilter(filter, this.place('find'));
    return this.raw.find(filter, { batchSize: BATCH, ...options });
  }

  findOne(filter: mongo.Filter<T>, options?: mongo.FindOptions): Promise<mongo.WithId<T> | null> {
    checkFilter(filter, this.place('findOne'));
    return this.raw.findOne(filter, options);
  }

  countDocuments(filter: mongo.Filter<T>, options?: mongo.CountDocumentsOptions): Promise<number> {
    checkFilter(filter, this.place('countDocuments'));
    return this.raw.countDocuments(filter, options);
  }

  async insertOne(
    document: mongo.OptionalUnlessRequiredId<T>,
    options?: mongo.InsertOneOptions,
  ): Promise<mongo.InsertOneResult<T>> {
    checkDocument(document, this.place('insertOne'));
    return this.raw.insertOne(document, options);
  }

  async insertMany(
    documents: readonly mongo.OptionalUnlessRequiredId<T>[],
    options?: mongo.BulkWriteOptions,
  ): Promise<mongo.InsertManyResult<T>> {
    for (const document of documents) checkDocument(document, this.place('insertMany'));
    return this.raw.insertMany(documents, options);
  }

  async updateOne(
    filter: mongo.Filter<T>,
    update: mongo.UpdateFilter<T>,
    options?: mongo.UpdateOptions,
  ): Promise<mongo.UpdateResult<T>> {
    this.checkUpdate('updateOne', { filter, update }, options);
    return this.raw.updateOne(filter, update, options);
  }

  async updateMany(
    filter: mongo.Filter<T>,
    update: mongo.UpdateFilter<T>,
    options?: mongo.UpdateOptions,
  ): Promise<mongo.UpdateResult<T>> {
    this.checkUpdate('updateMany', { filter, update }, options);
    return this.raw.updateMany(filter, update, options);
  }

  async replaceOne(
    filter: mongo.Filter<T>,
    replacement: mongo.WithoutId<T>,
    options?: mongo.ReplaceOptions,
  ): Promise<mongo.UpdateResult<T>> {
    checkFilter(filter, this.place('replaceOne'));
    checkDocument(replacement, this.place('replaceOne'));
    return this.raw.replaceOne(filter, replacement, options);
  }

  async findOneAndUpdate(
    filter: mongo.Filter<T>,
    update: mongo.UpdateFilter<T>,
    options: mongo.FindOneAndUpdateOptions = {},
  ): Promise<mongo.WithId<T> | null> {
    this.checkUpdate('findOneAndUpdate', { filter, update }, options);
    return this.raw.findOneAndUpdate(filter, update, { ...options, includeResultMetadata: false });
  }

  async deleteOne(filter: mongo.Filter<T>, options?: mongo.DeleteOptions): Promise<mongo.DeleteResult> {
    checkFilter(filter, this.place('deleteOne'));
    return this.raw.deleteOne(filter, options);
  }

  async deleteMany(filter: mongo.Filter<T>, options?: mongo.DeleteOptions): Promise<mongo.DeleteResult> {
    checkFilter(filter, this.place('deleteMany'));
    return this.raw.deleteMany(filter, options);
  }

  async bulkWrite(
    operations: readonly mongo.AnyBulkWriteOperation<T>[],
    options?: mongo.BulkWriteOptions,
  ): Promise<mongo.BulkWriteResult> {
    checkBulk(operations, this.place('bulkWrite'));
    return this.raw.bulkWrite(operations, options);
  }

  /** The first stage must be `$match` with `clinicId`; stages that leave the collection are refused. */
  aggregate<R extends mongo.Document>(
    pipeline: mongo.Document[],
    options?: mongo.AggregateOptions,
  ): mongo.AggregationCursor<R> {
    checkPipeline(pipeline, this.place('aggregate'));
    return this.raw.aggregate<R>(pipeline, options);
  }

  createIndex(spec: mongo.IndexSpecification, options?: mongo.CreateIndexesOptions): Promise<string> {
    return this.raw.createIndex(spec, options ?? {}, {});
  }

  private place(operation: string): string {
    return `${this.raw.collectionName}.${operation}`;
  }

  private checkUpdate(
    operation: string,
    { filter, update }: { readonly filter: unknown; readonly update: unknown },
    options: Upserts = {},
  ): void {
    const place = this.place(operation);
    checkFilter(filter, place);
    checkUpdate(update, place);
    if (options.upsert === true) checkUpsert(filter, update, place);
  }
}
