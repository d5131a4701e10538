import { NotFoundError } from '@aftercare/kernel';
import { InternalTokens } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { OwnPageForwarding } from '../../application/own-page-forwarding.js';
import type { Exchange } from '../../application/own-page-forwarding.js';
import { routeOf } from '../../domain/route.js';
import { ServiceCalls } from './service-calls.js';

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
    const route = routeOf(exchange.request.originalUrl);
    if (route?.kind !== 'own-page') throw new NotFoundError('there is nothing at this address');
    const token = await this.tokens.sign({ kind: 'client', clinicId, clientRef }, route.service);
    await this.calls.page(route, exchange, { authorization: `Bearer ${token}` });
  }
}
