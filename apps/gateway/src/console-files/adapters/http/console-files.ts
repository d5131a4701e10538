import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Injectable, Logger } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { cacheControlOf, isRoute, typeOf } from '../../domain/file-kind.js';

export interface ConsoleFile {
  readonly type: string;
  readonly cacheControl: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly gzipped: Buffer;
}

/** Where the built console lies. */
export class ConsoleDirectory {
  constructor(readonly path: string) {}
}

/** The built console, small enough to stay in memory. A request can name nothing that was not read at the start. */
@Injectable()
export class ConsoleFiles implements OnModuleInit {
  private readonly files = new Map<string, ConsoleFile>();

  constructor(private readonly directory: ConsoleDirectory) {}

  async onModuleInit(): Promise<void> {
    const root = this.directory.path;
    const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter((found) => found.isFile() && !found.name.startsWith('.'))) {
      const file = join(entry.parentPath, entry.name);
      const path = relative(root, file).split(sep).join('/');
      this.files.set(path, fileOf(path, await readFile(file)));
    }
    if (this.files.size === 0) new Logger('console').warn('the console is not built; its addresses answer 404');
  }

  /** `path` is what stands behind `/console/`. */
  get(path: string): ConsoleFile | undefined {
    return this.files.get(path) ?? (isRoute(path) ? this.files.get('index.html') : undefined);
  }
}

const fileOf = (path: string, plain: Buffer): ConsoleFile => ({
  type: typeOf(path),
  cacheControl: cacheControlOf(path),
  etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
  plain,
  gzipped: gzipSync(plain, { level: 9 }),
});
