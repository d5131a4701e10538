import { ManualMachineTime } from '@aftercare/kernel';
import { ApiDocument, ApiDocumentFrame, ServiceDocuments } from './api-document.js';
import type { OpenApiDocument } from './api-document.js';

class FakeDocuments extends ServiceDocuments {
  override readonly services = ['scheduling', 'outcomes'];
  readonly away = new Set<string>();
  reads = 0;

  override async read(service: string): Promise<OpenApiDocument | undefined> {
    this.reads += 1;
    return this.away.has(service) ? undefined : { paths: { [`/v1/of-${service}`]: {} } };
  }
}

const setUp = () => {
  const [documents, machine] = [new FakeDocuments(), new ManualMachineTime(0)];
  machine.ms = 1;
  return {
    documents,
    machine,
    api: new ApiDocument(documents, new ApiDocumentFrame('https://elm.example', 'aftercare'), machine),
  };
};
const pathsOf = (document: OpenApiDocument) => Object.keys(document['paths'] ?? {});

describe('ApiDocument', () => {
  it('asks the services once while its copy is good', async () => {
    const { api, documents } = setUp();
    await Promise.all([api.get(), api.get()]);
    await api.get();
    expect(documents.reads).toBe(2);
  });

  it('keeps what a service said before while it is away', async () => {
    const { api, documents, machine } = setUp();
    await api.get();
    documents.away.add('outcomes');
    machine.ms += 300_000;
    expect(pathsOf(await api.get())).toEqual(['/api/scheduling/v1/of-scheduling', '/api/outcomes/v1/of-outcomes']);
  });

  it('asks a service that was away again after a few seconds', async () => {
    const { api, documents, machine } = setUp();
    documents.away.add('outcomes');
    expect((await api.get())['x-missing-services']).toEqual(['outcomes']);
    documents.away.clear();
    machine.ms += 5000;
    expect(pathsOf(await api.get())).toContain('/api/outcomes/v1/of-outcomes');
  });
});
