/** Addresses of the real engines, as the launcher of the tests hands them over. */
export interface TestEngines {
  readonly mongodbUri: string;
  readonly kafkaBrokers: string;
  readonly redisUrl: string;
}

const addressOf = (key: 'MONGODB_URI' | 'KAFKA_BROKERS' | 'REDIS_URL'): string => {
  const value = process.env[key];
  if (value === undefined || value === '') {
    throw new Error(
      `${key} is not set: integration tests need the real engines; run \`npm test\`, which finds or starts them`,
    );
  }
  return value;
};

/** The engines of this test run; throws a hint when there are none. */
export const testEngines = (): TestEngines => ({
  mongodbUri: addressOf('MONGODB_URI'),
  kafkaBrokers: addressOf('KAFKA_BROKERS'),
  redisUrl: addressOf('REDIS_URL'),
});
