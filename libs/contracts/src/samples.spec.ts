import { Parser } from '@asyncapi/parser';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApiDocument, jsonSchemaOf, type Sample } from './asyncapi.js';
import { envelopeSchema } from './envelope.js';
import { contracts } from './registry.js';

const folder = join(process.cwd(), 'libs/contracts/samples');
const samples: readonly Sample[] = readdirSync(folder).flatMap((type) =>
  readdirSync(join(folder, type)).map((file) => ({
    type,
    name: file.replace('.json', ''),
    envelope: JSON.parse(readFileSync(join(folder, type, file), 'utf8')) as Record<string, unknown>,
  })),
);

/** The parser's severities: 0 error, 1 warning, 2 information, 3 hint. */
const ERRORS: readonly number[] = [0];

describe('samples', () => {
  it('exist for every contract, and for no unknown type', () => {
    const types = new Set(samples.map((sample) => sample.type));
    expect(contracts.filter((contract) => !types.has(contract.type)).map((contract) => contract.type)).toEqual([]);
    const known = new Set<string>(contracts.map((contract) => contract.type));
    expect([...types].filter((type) => !known.has(type))).toEqual([]);
  });

  it.each(samples.map((sample) => [sample.type, sample] as const))(
    '%s is still read by its contract',
    (type, sample) => {
      const contract = contracts.find((one) => one.type === type)!;
      const envelope = envelopeSchema.parse(sample.envelope);
      const data = contract.data.parse(envelope.data);
      expect(envelope.partitionkey).toBe(contract.partitionKey(data as never));
    },
  );
});

describe('the AsyncAPI document', () => {
  const document = asyncApiDocument(contracts, samples, [
    {
      service: 'notifications',
      reaction: 'plan-appointment-reminders',
      types: ['aftercare.scheduling.booking.confirmed.v1'],
    },
  ]);

  it('is valid AsyncAPI 3', async () => {
    const { diagnostics } = await new Parser().parse(JSON.stringify(document));
    const errors = diagnostics.filter((one) => ERRORS.includes(one.severity));
    expect(errors.map((one) => `${one.path.join('.')}: ${one.message}`)).toEqual([]);
  });

  it('shows examples that fit their schemas', () => {
    const ajv = new Ajv({ strict: false });
    (addFormats as unknown as (ajv: Ajv) => void)(ajv);
    for (const contract of contracts) {
      const validate = ajv.compile(jsonSchemaOf(contract.data));
      for (const sample of samples.filter((one) => one.type === contract.type)) {
        expect([contract.type, validate(sample.envelope['data']), validate.errors]).toEqual([
          contract.type,
          true,
          null,
        ]);
      }
    }
  });
});
