import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { SeenRequest } from '../../src/testing/fake-upstream.js';
import { TestGateway } from '../../src/testing/start-gateway.js';

const ROOT = resolve(__dirname, '../../../..');
const MINUTES = 60_000;

/** What a service answers: by path, or by method and path. A function looks at the request first. */
export type Answers = Readonly<Record<string, unknown>>;
type Service = 'scheduling' | 'notifications' | 'outcomes';

/** A refusal as services send it. */
export class Refusal {
  constructor(
    readonly status: number,
    readonly problem: object,
  ) {}
}

export interface Looks {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
}

/** The built console behind a gateway whose services answer as they are told, and a browser to look with. */
export class ConsoleWorld {
  private constructor(
    readonly gateway: TestGateway,
    readonly browser: Browser,
    readonly directory: string,
    readonly clinicId: string,
  ) {}

  static async start(): Promise<ConsoleWorld> {
    const directory = await mkdtemp(join(tmpdir(), 'console-'));
    const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
    const build = ['build', 'apps/console', '--outDir', directory, '--emptyOutDir'];
    await promisify(execFile)(process.execPath, [vite, ...build], { cwd: ROOT });
    const gateway = await TestGateway.start({ CONSOLE_DIR: directory, PUBLIC_URL: 'http://127.0.0.1' });
    const { clinicId } = await gateway.firstOwner('code-elm', 'ana@example.org');
    const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    return new ConsoleWorld(gateway, browser, directory, clinicId);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.gateway.stop();
    await rm(this.directory, { recursive: true });
  }

  answer(service: Service, answers: Answers): void {
    this.gateway.upstreams[service].answer = (request, response) => {
      const path = request.url.split('?', 1)[0] ?? '';
      const told = answers[`${request.method} ${path}`] ?? answers[path];
      const found: unknown = typeof told === 'function' ? (told as (request: SeenRequest) => unknown)(request) : told;
      const isRefused = found instanceof Refusal;
      const status = found === undefined ? 404 : isRefused ? found.status : 200;
      response
        .writeHead(status, { 'content-type': isRefused ? 'application/problem+json' : 'application/json' })
        .end(JSON.stringify((isRefused ? found.problem : found) ?? {}));
    };
  }

  /** Requests of one kind that reached a service, with their bodies. */
  asked(service: Service, method: string, path: string): readonly unknown[] {
    return this.gateway.upstreams[service].seen
      .filter((request) => request.method === method && request.url.split('?', 1)[0] === path)
      .map(({ body }) => JSON.parse(body.toString() === '' ? '{}' : body.toString()) as unknown);
  }

  async origin(): Promise<string> {
    return (await this.gateway.app.getUrl()).replace('[::1]', '127.0.0.1');
  }

  /** A page with a clean profile; whatever it complains about fails the test, refusals of the API excepted. */
  async withPage(act: (page: Page, context: BrowserContext) => Promise<void>, looks: Looks = {}): Promise<void> {
    const { width = 1280, scheme = 'light' } = looks;
    const context = await this.browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const complaints: string[] = [];
    page.on('console', (message) => {
      // A refusal is an answer, not a fault of the page.
      if (message.type() === 'error' && !/status of 4\d\d/u.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    try {
      await act(page, context);
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  }

  /** Signs in and opens a page of the console; without one, the first that the roles open. */
  async signIn(page: Page, { path = '', email = 'ana@example.org' } = {}): Promise<void> {
    // Ten links in a quarter of an hour is all that anybody gets.
    this.gateway.later(2 * MINUTES);
    const token = await this.gateway.linkTokenFor(email);
    await page.goto(`${await this.origin()}/console/sign-in/confirm#${token}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation', { name: 'Console' }).waitFor();
    if (path !== '') await page.goto(`${await this.origin()}/console${path}`);
  }
}
