import { useState } from 'preact/hooks';
import type { Clinic, Rules } from '../api/answers.js';
import { ErrorBanner, StatusLine, Title } from '../shell/parts.js';
import { useWho } from '../shell/people.js';
import { RuleLines } from './changes.js';
import { dropDraft, storedDraft } from './draft.js';
import { HOLDS, linesOf, versionName } from './lines.js';
import { Progress } from './progress.js';
import { useRules } from './use-rules.js';
import { PAGE, sinceText, Versions } from './versions.js';

/** What nobody can edit, and why. */
const Holds = () => (
  <section aria-labelledby="holds-h" class="muted">
    <h2 id="holds-h">What no rule can change</h2>
    <RuleLines lines={HOLDS} />
  </section>
);

const InForce = ({ live, since }: { readonly live: Rules; readonly since: string | undefined }) => (
  <section aria-labelledby="force-h">
    <h2 id="force-h">What holds: {versionName(live.version)}</h2>
    {since === undefined ? null : <p>It holds {since}.</p>}
    {live.version === 0 ? <p>Your clinic has not changed a rule yet.</p> : null}
    <RuleLines lines={linesOf(live.rules, live.settingsHours)} />
  </section>
);

/** Somebody began a change and may go on with it, or let it be. */
const DraftChoice = ({ clinicId, live }: { readonly clinicId: string; readonly live: Rules }) => {
  const [hasDraft, setHasDraft] = useState(() => storedDraft(clinicId, live.rules) !== undefined);
  const drop = (): void => {
    dropDraft(clinicId);
    setHasDraft(false);
  };
  return (
    <p class="acts">
      <a class="button main" href={`${PAGE}/draft`}>
        {hasDraft ? 'Go on with your draft' : 'Draft a change'}
      </a>{' '}
      {hasDraft ? (
        <button type="button" onClick={drop}>
          Throw the draft away
        </button>
      ) : null}
    </p>
  );
};

/** When notes go out as far as the clinic may choose: what holds, since when and by whom, and what held before. */
export const RulesPage = ({ clinic }: { readonly clinic: Clinic }) => {
  const { live, versions } = useRules();
  const whoOf = useWho();
  const items = versions.value?.items ?? [];
  const current = items.find(({ number }) => number === live.value?.version);
  return (
    <>
      <Title text="Rules" />
      <StatusLine>{live.isSlow && live.value === undefined ? 'Loading the rules' : undefined}</StatusLine>
      <ErrorBanner
        error={live.error ?? versions.error}
        retry={live.error === undefined ? versions.retry : live.retry}
      />
      {live.value === undefined ? null : (
        <>
          <DraftChoice clinicId={clinic.clinicId} live={live.value} />
          <Progress replanning={live.value.replanning} />
          <InForce live={live.value} since={current === undefined ? undefined : sinceText(current, whoOf)} />
          <Holds />
          <Versions live={live.value} versions={items} whoOf={whoOf} />
        </>
      )}
    </>
  );
};
