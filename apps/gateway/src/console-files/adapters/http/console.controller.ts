import { NotFoundError } from '@aftercare/kernel';
import { Open } from '@aftercare/platform';
import { Controller, Get, Redirect, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONSOLE_POLICY } from '../../domain/file-kind.js';
import { ConsoleFiles } from './console-files.js';

const PREFIX = /^\/console\/?/u;

/** The console's static files; every address of the application gets its one page. */
@Open()
@Controller()
export class ConsoleController {
  constructor(private readonly files: ConsoleFiles) {}

  @Get()
  @Redirect('/console/', 302)
  home(): void {
    return undefined;
  }

  @Get(['console', 'console/*path'])
  file(@Req() request: Request, @Res() response: Response): void {
    const file = this.files.get(request.path.replace(PREFIX, ''));
    if (file === undefined) throw new NotFoundError('there is no such file');
    response.setHeader('content-type', file.type);
    response.setHeader('cache-control', file.cacheControl);
    response.setHeader('etag', file.etag);
    response.setHeader('vary', 'accept-encoding');
    response.setHeader('content-security-policy', CONSOLE_POLICY);
    if (request.headers['if-none-match'] === file.etag) {
      response.status(304).end();
      return;
    }
    const takesGzip = /\bgzip\b/u.test(request.headers['accept-encoding'] ?? '');
    if (takesGzip) response.setHeader('content-encoding', 'gzip');
    response.end(takesGzip ? file.gzipped : file.plain);
  }
}
