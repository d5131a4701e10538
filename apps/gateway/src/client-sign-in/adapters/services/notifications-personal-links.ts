import { newId } from '@aftercare/kernel';
import { ServiceClient } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { PersonalLinks } from '../../application/ports.js';
import type { OpenedLink, OwnMessage, OwnPages } from '../../application/ports.js';

const heard = z.object({ heard: z.literal(true) });
const redeemed = z.object({
  opens: z.object({ clinicId: z.string(), clientRefs: z.array(z.string()).min(1), returnTo: z.string() }).nullable(),
});
const shown = z.object({
  pages: z
    .object({
      alias: z.string(),
      phone: z.string(),
      clients: z.array(
        z.object({
          clientRef: z.string(),
          firstName: z.string(),
          choices: z.string(),
          visit: z.object({ words: z.string(), link: z.string() }).optional(),
        }),
      ),
    })
    .nullable(),
});

const listed = z.object({
  items: z.array(
    z.object({
      state: z.enum(['sent', 'coming', 'not-sent']),
      when: z.string(),
      what: z.string(),
      channel: z.enum(['sms', 'email']).optional(),
      because: z.string().optional(),
    }),
  ),
});

const PATH = '/internal/personal-links';

@Injectable()
export class NotificationsPersonalLinks extends PersonalLinks {
  constructor(private readonly services: ServiceClient) {
    super();
  }

  override async ask(wish: { readonly address: string; readonly returnTo: string }): Promise<void> {
    await this.services.post('notifications', PATH, wish, heard);
  }

  override async renew(token: string): Promise<void> {
    await this.services.post('notifications', `${PATH}/renew`, { token }, heard);
  }

  /** Each redemption names its own try, so that a call that is repeated after a broken connection is not refused as a second one. */
  override async redeem(token: string): Promise<OpenedLink | undefined> {
    const body = { token, attempt: newId() };
    return (await this.services.post('notifications', `${PATH}/redeem`, body, redeemed)).opens ?? undefined;
  }

  override async messagesOf(clinicId: string, clientRef: string): Promise<readonly OwnMessage[]> {
    return (await this.services.post('notifications', `${PATH}/messages`, { clinicId, clientRef }, listed)).items;
  }

  override async pagesOf(clinicId: string, clientRefs: readonly string[]): Promise<OwnPages | undefined> {
    const body = { clinicId, clientRefs };
    return (await this.services.post('notifications', `${PATH}/pages`, body, shown)).pages ?? undefined;
  }
}
