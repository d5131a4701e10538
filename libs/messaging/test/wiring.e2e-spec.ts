import { clinicChangedV1 } from '@aftercare/contracts';
import { thingMovedV1 } from '../src/testing/things.js';
import { Trial } from './testing/trial.js';

jest.setTimeout(30_000);

describe('MessagingModule', () => {
  it('refuses to start when a contract that is said to be consumed has no reaction', async () => {
    const trial = new Trial();
    await expect(trial.start({ consumes: [thingMovedV1, clinicChangedV1] })).rejects.toThrow(
      'no reaction consumes aftercare.scheduling.clinic.changed.v1',
    );
    await trial.end();
  });

  it('starts without Kafka, says so in readiness, and stops', async () => {
    const trial = new Trial();
    const service = await trial.start({ brokers: '127.0.0.1:1' });
    expect(service.runtime.problems()).toEqual(['trial.count-things starting']);
    await trial.end();
  });
});
