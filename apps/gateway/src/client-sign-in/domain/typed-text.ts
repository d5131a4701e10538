/** What somebody typed into one of their own pages after it had closed (ux.md P5.3): shown to them again, and saved only when they press the button again. */
export interface TypedText {
  /** Who had the page open. Nobody else ever sees it. */
  readonly clientRef: string;
  /** Where it was sent to. */
  readonly path: string;
  /** As the browser sent it, `application/x-www-form-urlencoded`. */
  readonly form: string;
  readonly at: Date;
}

/** Enough to ask for a link and to open it, and too short for "today" to have become another day without a question (ux.md P6). */
const KEPT_MS = 60 * 60_000;
/** Characters. Forms of these pages have some hundreds. */
const LONGEST = 8000;
/** Pages that can show again what was typed; the others have single buttons. */
const SHOWN_AGAIN = /^\/me\/(?:day(?:\/\d{4}-\d{2}-\d{2}(?:\/[a-z]+)?)?|visits\/(?:wish|demanding))$/u;

export const isWorthKeeping = ({ path, form }: Pick<TypedText, 'path' | 'form'>): boolean =>
  form !== '' && form.length <= LONGEST && SHOWN_AGAIN.test(path);

export const comesBack = (typed: TypedText, clientRef: string | undefined, now: Date): boolean =>
  typed.clientRef === clientRef && now.getTime() - typed.at.getTime() < KEPT_MS;
