import type { IncomingMessage, ServerResponse } from 'node:http';
import { seeOther } from '@aftercare/pages';
import { Injectable } from '@nestjs/common';
import { CurrentClient } from '../../application/current-client.js';
import type { TypedText } from '../../application/ports.js';
import { ClientBrowser } from './client-browser.js';
import { pathOf, toSignIn } from './to-sign-in.js';

interface Visit {
  readonly request: IncomingMessage & { readonly originalUrl: string; readonly rawBody?: Buffer };
  readonly response: ServerResponse;
}

interface Known {
  readonly clinicId: string;
  readonly clientRef: string;
  /** What they typed when their pages had closed, and have not saved. */
  readonly typed: TypedText | undefined;
}

/** Lets a page be about one client, whom the browser's session names. */
@Injectable()
export class KnownClient {
  constructor(
    private readonly current: CurrentClient,
    private readonly browser: ClientBrowser,
  ) {}

  /** Nobody signed in goes to the sign-in and comes back to `here`; of several people it is asked first who it is. */
  async orElsewhere({ request, response }: Visit, here: string): Promise<Known | undefined> {
    const token = this.browser.tokenOf(request);
    const session = await this.current.of(token);
    const isSaying = request.method === 'POST';
    if (session === undefined) {
      if (isSaying) await this.current.keepTyped(token, { path: pathOf(request), form: String(request.rawBody ?? '') });
      toSignIn(response, here);
      return undefined;
    }
    const { clinicId, clientRef } = session;
    if (clientRef === undefined) {
      seeOther(response, '/me');
      return undefined;
    }
    if (isSaying) await this.current.forgetTyped(session);
    return { clinicId, clientRef, typed: isSaying ? undefined : this.current.typedBy(session) };
  }
}
