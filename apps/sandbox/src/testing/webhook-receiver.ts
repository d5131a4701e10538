import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A webhook as it came in. */
export interface ReceivedHook {
  readonly path: string;
  readonly signature: string;
  readonly fields: Readonly<Record<string, string>>;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
};

/** Stands where the product would be: takes webhooks and keeps them. */
export class WebhookReceiver {
  readonly hooks: ReceivedHook[] = [];
  private waiting: (() => void)[] = [];

  private readonly server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      this.hooks.push({
        path: request.url ?? '',
        signature: String(request.headers['x-twilio-signature']),
        fields: Object.fromEntries(new URLSearchParams(body)),
      });
      response.end();
      for (const look of this.waiting.splice(0)) look();
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves once `count` hooks about a message have come. */
  async about(sid: string, count: number): Promise<readonly ReceivedHook[]> {
    for (;;) {
      const own = this.hooks.filter((hook) => hook.fields['MessageSid'] === sid);
      if (own.length >= count) return own;
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
    }
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
