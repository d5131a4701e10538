import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { isProblem } from '../api/client.js';
import type { ApiError } from '../api/client.js';
import { mayTakeFocus, rememberReturn } from './navigation.js';
import { problemText, referenceOf } from './problem-text.js';

/** A page's heading. It takes the focus when the page changes, unless it was put elsewhere meanwhile, and names the tab without any name of a person. */
export const Title = ({ text, isFirst = false }: { readonly text: string; readonly isFirst?: boolean }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    document.title = `${text} - Aftercare`;
    if (!isFirst && mayTakeFocus()) heading.current?.focus();
  }, [text]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {text}
    </h1>
  );
};

/** In another tab, so that nothing that was typed here is lost; the session is one for all tabs. */
const SignInAgain = () => (
  <a class="button" href="/console/sign-in" target="_blank" rel="noopener" onClick={rememberReturn}>
    Sign in<span class="skip"> in another tab</span>
  </a>
);

interface ErrorBannerProps {
  readonly error: ApiError | undefined;
  /** What stays as it was, where that is not plain. */
  readonly still?: string;
  readonly retry?: () => void;
}

export const ErrorBanner = ({ error, still, retry }: ErrorBannerProps) => {
  if (error === undefined) return null;
  const reference = referenceOf(error.problem);
  return (
    <div class="banner" role="alert">
      <p>
        <strong class="danger">Not done.</strong> {still === undefined ? '' : `${still} `}
        {problemText(error.problem)}
      </p>
      {(error.problem.fields ?? []).map((field) => (
        <p key={field.field}>
          {field.field}: {field.message}
        </p>
      ))}
      {reference === undefined ? null : <p class="muted">Reference {reference}</p>}
      {isProblem(error, 'NOT_SIGNED_IN') ? <SignInAgain /> : null}{' '}
      {retry === undefined ? null : (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
};

/** Says what is happening; empty most of the time. */
export const StatusLine = ({ children }: { readonly children?: ComponentChildren }) => (
  <p role="status" class="muted">
    {children}
  </p>
);

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value?: string;
  readonly type?: 'text' | 'email';
  readonly autoComplete?: string;
  readonly required?: boolean;
  readonly maxLength?: number;
}

export const Field = ({ id, label, type, value = '', ...rest }: FieldProps) => {
  const common = { id, name: id, defaultValue: value, ...rest };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {type === 'email' ? <input type="email" {...common} /> : <input type="text" {...common} />}
    </div>
  );
};

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SelectFieldProps {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen?: string | undefined;
  readonly onChange?: (value: string) => void;
}

/** One of a list of words. */
export const SelectField = ({ id, label, choices, chosen, onChange }: SelectFieldProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    <select id={id} name={id} onChange={(event) => onChange?.(event.currentTarget.value)}>
      {choices.map(({ value, label: text }) => (
        <option key={value} value={value} selected={value === chosen}>
          {text}
        </option>
      ))}
    </select>
  </div>
);

/** The text fields of a submitted form. */
export const fieldsOf = (form: HTMLFormElement): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.trim()]] : [])),
  );

interface AskProps {
  /** What the form does, for those who cannot see what it belongs to. */
  readonly label: string;
  /** Words of its button; default `label`. */
  readonly button?: string;
  readonly send: (fields: Readonly<Record<string, string>>) => void;
  readonly children: ComponentChildren;
}

/** A small form with one button; what it sends is judged by the server. */
export const Ask = ({ label, button = label, send, children }: AskProps) => (
  <form
    class="filters"
    aria-label={label}
    onSubmit={(event) => {
      event.preventDefault();
      send(fieldsOf(event.currentTarget));
    }}
  >
    {children}
    <button type="submit">{button}</button>
  </form>
);
