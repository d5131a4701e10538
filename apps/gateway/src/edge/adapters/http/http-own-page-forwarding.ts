import { NotFoundError } from '@aftercare/kernel';
import { TYPED_BEFORE } from '@aftercare/pages';
import { InternalTokens } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { OwnPageForwarding } from '../../application/own-page-forwarding.js';
import type { Exchange } from '../../application/own-page-forwarding.js';
import { routeOf } from '../../domain/route.js';
import type { Route } from '../../domain/route.js';
import { ServiceCalls } from './service-calls.js';

type OwnPageRoute = Extract<Route, { kind: 'own-page' }>;

const ownPageAt = (url: string): OwnPageRoute => {
  const route = routeOf(url);
  if (route?.kind !== 'own-page') throw new NotFoundError('there is nothing at this address');
  return route;
};

@Injectable()
export class HttpOwnPageForwarding extends OwnPageForwarding {
  constructor(
    private readonly tokens: InternalTokens,
    private readonly calls: ServiceCalls,
  ) {
    super();
  }

  override async forward(
    { clinicId, clientRef }: { readonly clinicId: string; readonly clientRef: string },
    exchange: Exchange,
  ): Promise<void> {
    const route = ownPageAt(exchange.request.originalUrl);
    const token = await this.tokens.sign({ kind: 'client', clinicId, clientRef }, route.service);
    await this.calls.page(route, exchange, { authorization: `Bearer ${token}` });
  }

  override async showTyped(
    { clinicId, clientRef }: { readonly clinicId: string; readonly clientRef: string },
    { path, form }: { readonly path: string; readonly form: string },
    exchange: Exchange,
  ): Promise<void> {
    const route = ownPageAt(path);
    const token = await this.tokens.sign({ kind: 'client', clinicId, clientRef }, route.service);
    const posted = { ...exchange, form: Buffer.from(form) };
    await this.calls.page(route, posted, {
      authorization: `Bearer ${token}`,
      'content-type': 'application/x-www-form-urlencoded',
      [TYPED_BEFORE]: 'yes',
    });
  }
}
