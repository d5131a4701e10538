import { testDatabase } from '@aftercare/testing';
import type { TestDatabase } from '@aftercare/testing';
import { Schema } from 'mongoose';
import type { Model } from 'mongoose';
import { TenantGuardError } from './clinic-rule.js';
import { TenantCollections } from './tenant-collections.js';
import { tenantGuard } from './tenant-guard.js';

interface Thing {
  clinicId: string;
  name: string;
  parts: { size: number }[];
}

const schema = new Schema<Thing>({ clinicId: String, name: String, parts: [new Schema({ size: Number })] });
const mine = { clinicId: 'c1', name: 'x' };
const nobodys = { name: 'x' };

describe('the tenant guard of models', () => {
  let database: TestDatabase;
  let things: Model<Thing>;

  beforeAll(async () => {
    database = await testDatabase('tenant_guard');
    database.connection.plugin(tenantGuard);
    things = database.connection.model('Thing', schema);
    await things.create({ clinicId: 'c1', name: 'x', parts: [{ size: 1 }] });
    await things.create({ clinicId: 'c2', name: 'x' });
  });
  afterAll(() => database.drop());

  const refused: readonly (readonly [string, () => PromiseLike<unknown>])[] = [
    ['find', () => things.find(nobodys)],
    ['findOne', () => things.findOne(nobodys)],
    ['findById', () => things.findById('665f1c7e9d3f2a0012345678')],
    ['exists', () => things.exists(nobodys)],
    ['countDocuments', () => things.countDocuments(nobodys)],
    ['estimatedDocumentCount', () => things.estimatedDocumentCount()],
    ['distinct', () => things.distinct('name', nobodys)],
    ['updateOne', () => things.updateOne(nobodys, { name: 'y' })],
    ['updateMany', () => things.updateMany(nobodys, { name: 'y' })],
    ['updateOne of clinicId', () => things.updateOne(mine, { clinicId: 'c2' })],
    ['an upsert over clinics', () => things.updateOne({ clinicId: { $in: ['c1'] } }, { name: 'y' }, { upsert: true })],
    ['replaceOne', () => things.replaceOne(nobodys, { ...mine })],
    ['replaceOne by nobody’s', () => things.replaceOne(mine, nobodys)],
    ['deleteOne', () => things.deleteOne(nobodys)],
    ['deleteMany', () => things.deleteMany(nobodys)],
    ['findOneAndUpdate', () => things.findOneAndUpdate(nobodys, { name: 'y' })],
    ['findOneAndReplace', () => things.findOneAndReplace(nobodys, { ...mine })],
    ['findOneAndDelete', () => things.findOneAndDelete(nobodys)],
    ['aggregate', () => things.aggregate([{ $group: { _id: '$name' } }])],
    ['create', () => things.create(nobodys)],
    ['insertMany', () => things.insertMany([{ ...mine }, nobodys])],
    ['bulkWrite', () => things.bulkWrite([{ updateOne: { filter: nobodys, update: { $set: { name: 'y' } } } }])],
    ['a document that changes its clinic', async () => (await things.findOne(mine))?.set({ clinicId: 'c2' }).save()],
  ];

  it.each(refused)('refuses %s without a clinic', async (_what, act) => {
    // mongoose's queries start when they are awaited.
    await expect((async () => act())()).rejects.toBeInstanceOf(TenantGuardError);
  });

  it('lets through whatever names its clinic', async () => {
    expect(await things.countDocuments(mine)).toBe(1);
    await things.updateOne(mine, { $push: { parts: { size: 2 } } });
    const found = await things.findOne(mine);
    found?.parts.push({ size: 3 });
    await found?.save();
    expect((await things.findOne(mine))?.parts.map(({ size }) => size)).toEqual([1, 2, 3]);
    expect(await things.aggregate([{ $match: { clinicId: 'c1' } }, { $count: 'n' }])).toEqual([{ n: 1 }]);
    await things.bulkWrite([{ insertOne: { document: { clinicId: 'c3', name: 'z', parts: [] } } }]);
    expect((await things.deleteMany({ clinicId: 'c3' })).deletedCount).toBe(1);
  });
});

describe('the tenant guard of native collections', () => {
  let database: TestDatabase;
  let collections: TenantCollections;

  beforeAll(async () => {
    database = await testDatabase('tenant_native');
    collections = new TenantCollections(database.connection);
  });
  afterAll(() => database.drop());

  const native = () => collections.of('things');
  const refused: readonly (readonly [string, () => unknown])[] = [
    ['find', () => native().find({})],
    ['findOne', () => native().findOne({ name: 'x' })],
    ['countDocuments', () => native().countDocuments({})],
    ['insertOne', () => native().insertOne({ name: 'x' })],
    ['insertMany', () => native().insertMany([mine, nobodys])],
    ['updateOne', () => native().updateOne({}, { $set: { name: 'y' } })],
    ['updateMany', () => native().updateMany({}, { $set: { name: 'y' } })],
    ['an update of clinicId', () => native().updateMany(mine, { $set: { clinicId: 'c2' } })],
    ['replaceOne', () => native().replaceOne(mine, { name: 'y' })],
    ['findOneAndUpdate', () => native().findOneAndUpdate({}, { $set: { name: 'y' } })],
    ['deleteOne', () => native().deleteOne({})],
    ['deleteMany', () => native().deleteMany({})],
    ['bulkWrite', () => native().bulkWrite([{ deleteMany: { filter: {} } }])],
    ['aggregate', () => native().aggregate([{ $count: 'n' }])],
  ];

  it.each(refused)('refuses %s without a clinic', async (_what, act) => {
    await expect((async () => act())()).rejects.toBeInstanceOf(TenantGuardError);
  });

  it('lets through whatever names its clinic, also within a transaction', async () => {
    const things = collections.of<{ _id: string; clinicId: string; n: number }>('counted');
    await things.createIndex({ clinicId: 1, n: 1 });
    const session = database.connection.getClient().startSession();
    await session.withTransaction(async () => {
      await things.insertMany(
        [
          { _id: 'a', clinicId: 'c1', n: 1 },
          { _id: 'b', clinicId: 'c2', n: 1 },
        ],
        { session },
      );
      await things.updateOne({ _id: 'a', clinicId: 'c1' }, { $inc: { n: 1 } }, { session });
    });
    await session.endSession();
    expect(await things.find({ clinicId: 'c1' }).toArray()).toEqual([{ _id: 'a', clinicId: 'c1', n: 2 }]);
    expect(
      await things.findOneAndUpdate({ clinicId: 'c1', _id: 'a' }, { $inc: { n: 1 } }, { returnDocument: 'after' }),
    ).toMatchObject({ n: 3 });
    expect(
      await things.aggregate([{ $match: { clinicId: { $in: ['c1', 'c2'] } } }, { $count: 'n' }]).toArray(),
    ).toEqual([{ n: 2 }]);
    expect(await collections.system('counted', 'sweep').countDocuments({})).toBe(2);
  });
});
