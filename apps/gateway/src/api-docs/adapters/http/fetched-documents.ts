import { OpenApi } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { EdgeSettings } from '../../../edge/application/edge-settings.js';
import type { Upstream } from '../../../edge/application/edge-settings.js';
import { ServiceDocuments } from '../../application/api-document.js';
import type { OpenApiDocument } from '../../application/api-document.js';

/** Machine time. */
const TIMEOUT_MS = 2000;

const document = z.record(z.string(), z.json());

const isUpstream = (name: string, upstreams: Readonly<Record<Upstream, string>>): name is Upstream => name in upstreams;

/** The other services' documents over HTTP, the gateway's own from memory. */
@Injectable()
export class FetchedDocuments extends ServiceDocuments {
  override readonly services: readonly string[];

  constructor(
    private readonly settings: EdgeSettings,
    private readonly own: OpenApi,
  ) {
    super();
    this.services = ['gateway', ...Object.keys(settings.values.upstreams)];
  }

  override async read(service: string): Promise<OpenApiDocument | undefined> {
    const { upstreams } = this.settings.values;
    try {
      if (!isUpstream(service, upstreams)) return document.parse(JSON.parse(JSON.stringify(this.own.get())));
      const response = await fetch(new URL('/openapi.json', upstreams[service]), {
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return response.ok ? document.parse(await response.json()) : undefined;
    } catch {
      return undefined;
    }
  }
}
