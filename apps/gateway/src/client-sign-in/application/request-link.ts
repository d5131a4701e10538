import { Injectable } from '@nestjs/common';
import { Background } from '../../sign-in/application/background.js';
import { PersonalLinks } from './ports.js';

/** Hears wishes for a personal link. Nobody waits for what follows, so an answer's time tells nothing about the address. */
@Injectable()
export class RequestLink {
  constructor(
    private readonly links: PersonalLinks,
    private readonly background: Background,
  ) {}

  ask(wish: { readonly address: string; readonly returnTo: string }): void {
    this.background.run('personal-link', () => this.links.ask(wish));
  }

  /** By a link that was used or is too old. */
  renew(token: string): void {
    this.background.run('personal-link', () => this.links.renew(token));
  }
}
