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
  /** What they typed and have not saved: their pages had closed, or the owner of the page was away. */
  readonly typed: TypedText | undefined;
  /** To be called once the owner of the page has answered: what they sent does not come back any more. */
  readonly said: () => Promise<void>;
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
    const isSaying = request.method === 'POST';
    // Until it is saved it is kept, whatever comes between: pages that have closed, an owner that is away, our own end.
    if (isSaying) await this.current.keepTyped(token, { path: pathOf(request), form: String(request.rawBody ?? '') });
    const session = await this.current.of(token);
    if (session === undefined) {
      toSignIn(response, here);
      return undefined;
    }
    const { clinicId, clientRef } = session;
    if (clientRef === undefined) {
      seeOther(response, '/me');
      return undefined;
    }
    const typed = isSaying ? undefined : this.current.typedBy(session);
    return { clinicId, clientRef, typed, said: () => this.current.forgetTyped(session) };
  }
}
