/** What the pages need of the configuration. */
export class PageSettings {
  constructor(
    /** Off where the public address is plain http, e.g. a demo on one machine. */
    readonly secureCookies: boolean,
  ) {}
}
