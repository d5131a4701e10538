import { checkBulk, checkPipeline, checkUpdate, checkUpsert, namesClinic } from './clinic-rule.js';

const place = 'things.test';

describe('namesClinic', () => {
  it.each([
    { clinicId: 'c1' },
    { clinicId: { $eq: 'c1' } },
    { clinicId: { $in: ['c1', 'c2'] }, _id: 'x' },
    { $and: [{ _id: 'x' }, { clinicId: 'c1' }] },
    {
      $or: [
        { clinicId: 'c1', _id: 'x' },
        { clinicId: 'c2', _id: 'y' },
      ],
    },
  ])('accepts %j', (filter) => expect(namesClinic(filter)).toBe(true));

  it.each([
    {},
    undefined,
    { _id: 'x' },
    { clinicId: '' },
    { clinicId: undefined },
    { clinicId: null },
    { clinicId: { $ne: 'c1' } },
    { clinicId: { $exists: true } },
    { clinicId: { $in: ['c1', ''] } },
    { clinicId: { $in: ['c1'], $ne: 'c2' } },
    { clinicId: /^c/u },
    { $or: [] },
    { $or: [{ clinicId: 'c1' }, { _id: 'y' }] },
    { $nor: [{ clinicId: 'c1' }] },
  ])('refuses %j', (filter) => expect(namesClinic(filter)).toBe(false));
});

describe('an update', () => {
  it.each([
    { $set: { clinicId: 'c2' } },
    { clinicId: 'c2' },
    { $unset: { clinicId: '' } },
    { $rename: { clinicId: 'old' } },
    { $rename: { other: 'clinicId' } },
    [{ $set: { clinicId: 'c2' } }],
    [{ $unset: 'clinicId' }],
    [{ $unset: ['clinicId'] }],
    [{ $replaceWith: { clinicId: 'c2' } }],
  ])('must not move a document to another clinic: %j', (update) => {
    expect(() => checkUpdate(update, place)).toThrow('must not touch clinicId');
  });

  it('may name the clinic of a document that it inserts', () => {
    const update = { $setOnInsert: { clinicId: 'c1' }, $set: { n: 1 } };
    expect(() => checkUpdate(update, place)).not.toThrow();
    expect(() => checkUpsert({ clinicId: { $in: ['c1'] } }, update, place)).not.toThrow();
    expect(() => checkUpsert({ clinicId: { $in: ['c1'] } }, { $set: { n: 1 } }, place)).toThrow('one clinicId');
  });
});

describe('a pipeline', () => {
  it('starts with a match that names the clinic', () => {
    expect(() => checkPipeline([{ $match: { clinicId: 'c1' } }, { $count: 'n' }], place)).not.toThrow();
    expect(() => checkPipeline([{ $sort: { n: 1 } }, { $match: { clinicId: 'c1' } }], place)).toThrow('first stage');
    expect(() => checkPipeline([], place)).toThrow('first stage');
  });

  it.each(['$lookup', '$unionWith', '$graphLookup', '$out', '$merge'])(
    'must not leave its documents by %s',
    (stage) => {
      expect(() => checkPipeline([{ $match: { clinicId: 'c1' } }, { [stage]: {} }], place)).toThrow(
        'may leave the clinic',
      );
    },
  );
});

describe('a bulk write', () => {
  it('is checked operation by operation', () => {
    const insert = { insertOne: { document: { clinicId: 'c1' } } };
    const update = { updateOne: { filter: { clinicId: 'c1', _id: 'x' }, update: { $set: { n: 1 } } } };
    expect(() => checkBulk([insert, update], place)).not.toThrow();
    expect(() => checkBulk([insert, { insertOne: { document: {} } }], place)).toThrow('must carry clinicId');
    expect(() => checkBulk([update, { deleteMany: { filter: {} } }], place)).toThrow('must name clinicId');
    expect(() => checkBulk([{ replaceOne: { filter: { clinicId: 'c1' }, replacement: { n: 1 } } }], place)).toThrow(
      'must carry clinicId',
    );
    expect(() => checkBulk(['nonsense'], place)).toThrow('unknown bulk operation');
  });
});
