import type { IncomingMessage, ServerResponse } from 'node:http';
import { seeOther } from '@aftercare/pages';
import { Injectable } from '@nestjs/common';
import { CurrentClient } from '../../application/current-client.js';
import { ClientBrowser } from './client-browser.js';
import { toSignIn } from './to-sign-in.js';

interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Lets a page be about one client, whom the browser's session names. */
@Injectable()
export class KnownClient {
  constructor(
    private readonly current: CurrentClient,
    private readonly browser: ClientBrowser,
  ) {}

  /** Nobody signed in goes to the sign-in and comes back to `here`; of several people it is asked first who it is. */
  async orElsewhere(
    { request, response }: Visit,
    here: string,
  ): Promise<{ readonly clinicId: string; readonly clientRef: string } | undefined> {
    const session = await this.current.of(this.browser.tokenOf(request));
    if (session === undefined) {
      toSignIn(response, here);
      return undefined;
    }
    const { clinicId, clientRef } = session;
    if (clientRef !== undefined) return { clinicId, clientRef };
    seeOther(response, '/me');
    return undefined;
  }
}
