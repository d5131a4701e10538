import { testDatabase } from './test-database.js';

describe('testDatabase', () => {
  it('gives each test file a database of its own and leaves nothing behind', async () => {
    const [one, other] = [await testDatabase('same name'), await testDatabase('same name')];
    expect(one.name).not.toBe(other.name);
    await one.connection.getClient().db(`${one.name}_keys`).collection('keys').insertOne({ n: 1 });
    await one.drop();
    const { databases } = await other.connection.getClient().db().admin().listDatabases({ nameOnly: true });
    expect(databases.filter(({ name }) => name.startsWith(one.name))).toEqual([]);
    await other.drop();
  });
});
