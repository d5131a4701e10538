import { NotFoundError } from '@aftercare/kernel';
import { Controller, Get, Inject, Injectable } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { ApiExcludeController, DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { Open } from '../identity/access.js';

const toJsonSchema = (schema: unknown, io: 'input' | 'output'): { readonly schema: unknown } | undefined => {
  if (!(schema instanceof z.ZodType)) return undefined;
  const json = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  // The document names its dialect once.
  delete json.$schema;
  return { schema: json };
};

/** This service's OpenAPI 3.1 document, written from the routes and their zod schemas. */
@Injectable()
export class OpenApi {
  private document: OpenAPIObject | undefined;

  /** After all routes are known. */
  describe(app: INestApplication, service: string): void {
    const config = new DocumentBuilder()
      .setTitle(`Aftercare ${service}`)
      .setVersion('1')
      .setOpenAPIVersion('3.1.0')
      .addBearerAuth()
      .build();
    this.document = SwaggerModule.createDocument(app, config, {
      standardSchemaConverter: (schema, { schemaType }) => toJsonSchema(schema, schemaType),
    });
  }

  get(): OpenAPIObject {
    if (this.document === undefined) throw new NotFoundError('the document is not written yet');
    return this.document;
  }
}

@ApiExcludeController()
@Controller()
export class OpenApiController {
  constructor(@Inject(OpenApi) private readonly openApi: OpenApi) {}

  @Open()
  @Get('openapi.json')
  read(): OpenAPIObject {
    return this.openApi.get();
  }
}
