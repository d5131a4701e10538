import { bootstrap } from '@aftercare/platform';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { AppModule } from '../app.module.js';
import type { SandboxConfig } from '../config.js';

/** A sandbox that really listens, with the clock standing at one instant. */
export interface RunningSandbox {
  readonly url: string;
  readonly smtpPort: number;
  close(): Promise<void>;
}

export const ACCOUNT = 'AC0123456789abcdef0123456789abcdef';
export const TOKEN = 'a-token-for-tests';
export const NOW = new Date('2027-05-10T09:00:00Z');

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createTcpServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      // A TCP server has an address object, never a path.
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

export const startSandbox = async (changes: Partial<SandboxConfig> = {}): Promise<RunningSandbox> => {
  const smtpPort = await freePort();
  const config: SandboxConfig = {
    NODE_ENV: 'test',
    PORT: 0,
    HOST: '127.0.0.1',
    CLOCK: 'stepped',
    CLOCK_START: NOW,
    LOG_LEVEL: 'silent',
    INTERNAL_TOKEN_SECRET: 'a-secret-for-tests-of-32-characters!',
    PUBLIC_URL: 'http://127.0.0.1:9',
    SANDBOX_SMTP_PORT: smtpPort,
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_OPT_OUT: 'ours',
    ...changes,
  };
  const app = await bootstrap({ module: AppModule.with(config), service: 'sandbox', config });
  return { url: await app.getUrl(), smtpPort, close: () => app.close() };
};
