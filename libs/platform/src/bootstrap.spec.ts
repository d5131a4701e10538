import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Injectable, Module } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { bootstrap } from './bootstrap.js';
import { PlatformModule } from './platform.module.js';
import { aConfig } from './testing/platform-settings.js';

const closed: string[] = [];

/** Stands for MongoDB and Redis, which close in the same phase. */
@Injectable()
class AStore implements OnApplicationShutdown {
  onApplicationShutdown(): void {
    closed.push('store');
  }
}

@Module({
  imports: [PlatformModule.forRoot({ service: 'small', config: aConfig() })],
  providers: [AStore],
})
class SmallModule {}

describe('bootstrap', () => {
  it('closes what it opened when its port is taken, and says so', async () => {
    const stranger = createServer().listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { port } = stranger.address() as AddressInfo;
    const starting = bootstrap({ module: SmallModule, service: 'small', config: aConfig(), port });
    await expect(starting).rejects.toThrow('EADDRINUSE');
    expect(closed).toEqual(['store']);
    stranger.close();
  });
});
