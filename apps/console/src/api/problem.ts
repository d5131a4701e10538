/** Answers of the API stand in `answers.ts`, which is generated from the routes; here stands only what every route may answer instead. */

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly fields?: readonly { readonly field: string; readonly message: string }[];
  readonly instance?: string;
}
