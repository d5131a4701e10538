import { Open } from '@aftercare/platform';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiDocument } from '../../application/api-document.js';
import type { OpenApiDocument } from '../../application/api-document.js';

/** OpenAPI 3.1 of all services. */
@Open()
@Controller('api/openapi.json')
export class ApiDocsController {
  constructor(private readonly document: ApiDocument) {}

  @Get()
  @Header('cache-control', 'public, max-age=60')
  get(): Promise<OpenApiDocument> {
    return this.document.get();
  }
}
