import { MachineTime } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { mergeOpenApi } from '../domain/merge.js';
import type { OpenApiDocument, Part } from '../domain/merge.js';

export type { OpenApiDocument };

/** Reads one service's own document; undefined when it does not answer. */
export abstract class ServiceDocuments {
  abstract readonly services: readonly string[];
  abstract read(service: string): Promise<OpenApiDocument | undefined>;
}

export class ApiDocumentFrame {
  constructor(
    readonly publicUrl: string,
    readonly sessionCookie: string,
  ) {}
}

/** Machine time. Documents change with a deployment only. */
const KEPT_MS = 5 * 60_000;
/** A service that was away is asked again soon; what it said before stands until then. */
const RETRY_MS = 5000;

/** The merged document, kept in memory. */
@Injectable()
export class ApiDocument {
  private readonly known = new Map<string, OpenApiDocument>();
  private goodUntilMs = 0;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly documents: ServiceDocuments,
    private readonly frame: ApiDocumentFrame,
    private readonly machine: MachineTime,
  ) {}

  async get(): Promise<OpenApiDocument> {
    if (this.machine.nowMs() >= this.goodUntilMs) {
      this.reading ??= this.refresh().finally(() => {
        this.reading = undefined;
      });
      await this.reading;
    }
    const { services } = this.documents;
    const { publicUrl, sessionCookie } = this.frame;
    const parts: Part[] = services.flatMap((service) => {
      const document = this.known.get(service);
      return document === undefined ? [] : [{ service, document }];
    });
    return mergeOpenApi(parts, {
      publicUrl,
      sessionCookie,
      missing: services.filter((service) => !this.known.has(service)),
    });
  }

  private async refresh(): Promise<void> {
    const answers = await Promise.all(
      this.documents.services.map(async (service) => ({ service, document: await this.documents.read(service) })),
    );
    for (const { service, document } of answers) if (document !== undefined) this.known.set(service, document);
    const isComplete = answers.every(({ document }) => document !== undefined);
    this.goodUntilMs = this.machine.nowMs() + (isComplete ? KEPT_MS : RETRY_MS);
  }
}
