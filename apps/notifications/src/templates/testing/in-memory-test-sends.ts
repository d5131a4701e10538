import { TestSends } from '../application/test-sends.js';
import type { TestSend, TestState } from '../application/test-sends.js';

export class InMemoryTestSends extends TestSends {
  readonly all = new Map<string, TestSend>();

  override async begin(test: TestSend): Promise<boolean> {
    const name = `${test.clinicId}/${test.id}`;
    if (this.all.has(name)) return false;
    this.all.set(name, test);
    return true;
  }

  override async finish(
    { clinicId, id }: { readonly clinicId: string; readonly id: string },
    end: { readonly state: TestState; readonly code?: string },
  ): Promise<void> {
    const known = this.all.get(`${clinicId}/${id}`);
    if (known !== undefined) this.all.set(`${clinicId}/${id}`, { ...known, ...end });
  }

  override async one({
    clinicId,
    id,
  }: {
    readonly clinicId: string;
    readonly id: string;
  }): Promise<TestSend | undefined> {
    return this.all.get(`${clinicId}/${id}`);
  }

  override async countSince(clinicId: string, since: Date): Promise<number> {
    return [...this.all.values()].filter((test) => test.clinicId === clinicId && test.at > since).length;
  }
}
