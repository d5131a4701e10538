import type { ClientTheme } from '@aftercare/pages';

/** Who looks at a form's pages. */
export interface Visitor {
  readonly token: string;
  readonly theme: ClientTheme;
  /** What the browser says about its reader's languages. */
  readonly accepts: string | undefined;
  /** The `form` cookie, if this browser has one. */
  readonly browser: string | undefined;
}
