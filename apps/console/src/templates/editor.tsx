import { useRef, useState } from 'preact/hooks';
import type { Template } from '../api/answers.js';
import { post } from '../api/client.js';
import { ErrorBanner, StatusLine } from '../shell/parts.js';
import { useAct } from '../shell/use-act.js';
import { Costly, Findings, Look, Meter } from './preview.js';
import { usePreview } from './use-preview.js';
import type { Draft } from './use-preview.js';
import { directionOf, isStop } from './words.js';
import type { Language } from './words.js';

interface InsertProps {
  readonly variables: Template['variables'];
  readonly insert: (text: string) => void;
}

const Insert = ({ variables, insert }: InsertProps) => (
  <div role="group" aria-label="Put into the text">
    {variables.map((name) => (
      <button key={name} type="button" class="small" onClick={() => insert(`{${name}}`)}>
        {`{${name}}`}
      </button>
    ))}
  </div>
);

interface EditorProps {
  readonly path: string;
  readonly template: Template;
  readonly language: Language;
  readonly saved: () => void;
}

const firstDraft = ({ versions, shipped }: Template): Draft => {
  const { sms, subject } = versions[0] ?? shipped;
  return { sms, ...(subject === undefined ? {} : { subject }) };
};

/** The text left, what it looks like and what stands against it right; checked while somebody types, kept when they save. */
export const Editor = ({ path, template, language, saved }: EditorProps) => {
  const [draft, setDraft] = useState(() => firstDraft(template));
  const area = useRef<HTMLTextAreaElement>(null);
  const { checked, isStale, error } = usePreview(path, draft, template.checked);
  const acting = useAct(saved);
  // Between the last key and the next check the button stays: the server checks again whatever is kept.
  const basedOn = template.versions[0]?.version ?? 0;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    acting.act(
      () => post(`${path}/versions`, { ...draft, basedOn }),
      `Kept as version ${basedOn + 1}. Nobody gets it before you make it live.`,
    );
  };
  const insert = (text: string): void => {
    const { selectionStart: from, selectionEnd: to } = area.current ?? { selectionStart: 0, selectionEnd: 0 };
    setDraft({ ...draft, sms: `${draft.sms.slice(0, from)}${text}${draft.sms.slice(to)}` });
    area.current?.focus();
  };
  const written = { lang: language, dir: directionOf(language) };
  return (
    <div class="columns even">
      <form onSubmit={submit} aria-label="Text">
        <div class="field">
          <label for="sms">Text message, without the words about STOP</label>
          <textarea
            id="sms"
            ref={area}
            rows={5}
            maxLength={1000}
            required
            {...written}
            value={draft.sms}
            aria-describedby="findings"
            onInput={(event) => setDraft({ ...draft, sms: event.currentTarget.value })}
          />
        </div>
        <Insert variables={template.variables} insert={insert} />
        {draft.subject === undefined ? null : (
          <div class="field">
            <label for="subject">Subject of the email</label>
            <input
              id="subject"
              type="text"
              maxLength={200}
              required
              {...written}
              value={draft.subject}
              aria-describedby="findings"
              onInput={(event) => setDraft({ ...draft, subject: event.currentTarget.value })}
            />
          </div>
        )}
        <h2 id="findings-h">What the checks say</h2>
        <div id="findings">
          {checked === undefined ? null : (
            <>
              <Findings checked={checked} />
              <Costly checked={checked} />
            </>
          )}
        </div>
        <ErrorBanner error={error} />
        <ErrorBanner error={acting.error} />
        <p>
          <button class="main" type="submit" disabled={!isStale && checked?.findings.some(isStop) === true}>
            Keep as version {basedOn + 1}
          </button>
        </p>
        <StatusLine>{acting.isBusy ? 'Keeping it' : acting.done}</StatusLine>
      </form>
      <section class="panel" aria-labelledby="look-h">
        <h2 id="look-h">What it looks like</h2>
        {checked === undefined ? null : (
          <>
            <Look checked={checked} language={language} />
            <Meter checked={checked} />
          </>
        )}
      </section>
    </div>
  );
};
