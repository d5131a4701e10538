import type { PlatformConfig } from '../config/platform-config.js';

/** Boring settings of a process without stores. */
export const aConfig = (changes: Partial<PlatformConfig> = {}): PlatformConfig => ({
  NODE_ENV: 'test',
  CLOCK: 'system',
  LOG_LEVEL: 'silent',
  INTERNAL_TOKEN_SECRET: 'a-secret-for-tests-of-32-characters!',
  LINK_KEY: 'a-link-key-for-tests-of-32-characters',
  MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  ...changes,
});
