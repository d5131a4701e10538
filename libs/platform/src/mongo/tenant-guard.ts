import type { Aggregate, Document, Query, Schema } from 'mongoose';
import {
  checkBulk,
  checkDocument,
  checkFilter,
  checkPipeline,
  checkUpdate,
  checkUpsert,
  TenantGuardError,
} from './clinic-rule.js';

const READS_AND_DELETES = [
  'find',
  'findOne',
  'countDocuments',
  'distinct',
  'deleteOne',
  'deleteMany',
  'findOneAndDelete',
] as const;
const UPDATES = ['updateOne', 'updateMany', 'findOneAndUpdate'] as const;
const REPLACEMENTS = ['replaceOne', 'findOneAndReplace'] as const;

type AnyQuery = Query<unknown, unknown>;

const placeOf = (query: AnyQuery, operation: string): string => `${query.model.modelName}.${operation}`;

const guardQueries = (schema: Schema): void => {
  for (const operation of READS_AND_DELETES) {
    schema.pre(operation, { document: false, query: true }, function (this: AnyQuery) {
      checkFilter(this.getFilter(), placeOf(this, operation));
    });
  }
  for (const operation of UPDATES) {
    schema.pre(operation, { document: false, query: true }, function (this: AnyQuery) {
      const place = placeOf(this, operation);
      checkFilter(this.getFilter(), place);
      checkUpdate(this.getUpdate(), place);
      if (this.getOptions().upsert === true) checkUpsert(this.getFilter(), this.getUpdate(), place);
    });
  }
  for (const operation of REPLACEMENTS) {
    schema.pre(operation, { document: false, query: true }, function (this: AnyQuery) {
      checkFilter(this.getFilter(), placeOf(this, operation));
      checkDocument(this.getUpdate(), placeOf(this, operation));
    });
  }
  schema.pre('estimatedDocumentCount', function (this: AnyQuery) {
    throw new TenantGuardError(placeOf(this, 'estimatedDocumentCount'), 'it cannot name a clinic');
  });
};

/**
 * The first gate: every query and write through a model must name its clinic.
 * Native collections skip these hooks silently; `TenantCollections` is the second gate.
 */
export const tenantGuard = (schema: Schema): void => {
  guardQueries(schema);
  schema.pre('aggregate', function (this: Aggregate<unknown[]>) {
    checkPipeline(this.pipeline(), 'aggregate');
  });
  schema.pre('save', function (this: Document) {
    // Subdocuments are saved with their parent and carry no clinic of their own.
    if ('$isSubdocument' in this && this.$isSubdocument === true) return;
    checkDocument(this, 'save');
    if (!this.isNew && this.isModified('clinicId'))
      throw new TenantGuardError('save', 'a document must not change its clinicId');
  });
  schema.pre('insertMany', function (documents: unknown) {
    for (const document of Array.isArray(documents) ? documents : [documents]) checkDocument(document, 'insertMany');
  });
  schema.pre('bulkWrite', function (operations: unknown) {
    checkBulk(Array.isArray(operations) ? operations : [], 'bulkWrite');
  });
};
