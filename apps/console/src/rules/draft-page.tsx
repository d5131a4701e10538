import { useEffect } from 'preact/hooks';
import type { Clinic, Rules } from '../api/answers.js';
import { ErrorBanner, StatusLine, Title } from '../shell/parts.js';
import { useLoaded } from '../shell/use-loaded.js';
import { Applying } from './apply.js';
import { Changes } from './changes.js';
import { DraftForm } from './draft-form.js';
import { useDraft } from './draft.js';
import { ForecastView } from './forecast-view.js';
import { changesBetween, sameRules, versionName } from './lines.js';
import { refusalsIn } from './refusals.js';
import { Standing } from './standing.js';
import { RULES_API, useForecast } from './use-forecast.js';
import { PAGE } from './versions.js';

interface EditorProps {
  readonly clinicId: string;
  readonly live: Rules;
  readonly reload: () => void;
}

/** The form, and below it what the draft says, what it would do, and the way to make it hold. */
const DraftEditor = ({ clinicId, live, reload }: EditorProps) => {
  const fresh = { basedOn: live.version, rules: live.rules };
  const [draft, setDraft] = useDraft(clinicId, fresh);
  const { rules, basedOn } = draft;
  const isSame = sameRules(rules, live.rules);
  const forecast = useForecast(isSame ? undefined : rules);
  const refusals = refusalsIn(forecast.error?.problem);
  const { preview } = forecast;
  useEffect(() => {
    // Somebody applied other rules since this page was opened: the preview is of those.
    if (preview !== undefined && preview.basedOn !== live.version) reload();
  }, [preview]);
  return (
    <>
      {basedOn === live.version ? null : (
        <p class="warn">
          This draft was begun with {versionName(basedOn)}; {versionName(live.version)} holds by now. What it changes is
          shown against that.
        </p>
      )}
      <DraftForm rules={rules} live={live} refusals={refusals} change={(next) => setDraft({ ...draft, rules: next })} />
      <p>
        <button type="button" disabled={isSame && basedOn === live.version} onClick={() => setDraft(fresh)}>
          Start over from what holds
        </button>
      </p>
      <h2>What the draft would do</h2>
      {isSame ? (
        <p>The draft says what holds already. Change a rule, and this place shows what would become of each message.</p>
      ) : (
        <>
          <Changes
            caption="What the draft says otherwise"
            names={[`Now, ${versionName(live.version)}`, 'Draft']}
            changes={changesBetween(live.rules, rules, live.settingsHours)}
          />
          <Standing forecast={forecast} refusals={refusals} />
          <Applying clinicId={clinicId} forecast={forecast} rules={rules} reload={reload} />
          {preview === undefined ? null : (
            <ForecastView key={preview.at} preview={preview} rules={forecast.of ?? rules} />
          )}
        </>
      )}
    </>
  );
};

/** A change of the rules: written, played over the next twelve weeks, applied. */
export const RulesDraftPage = ({ clinic }: { readonly clinic: Clinic }) => {
  const live = useLoaded<Rules>(RULES_API);
  return (
    <>
      <Title text="A change of the rules" />
      <p>
        <a href={PAGE}>What holds, and all versions</a>
      </p>
      <p>Nothing changes before you apply it. The draft is kept on this device.</p>
      <StatusLine>{live.isSlow ? 'Loading the rules' : undefined}</StatusLine>
      <ErrorBanner error={live.error} retry={live.retry} />
      {live.value === undefined ? null : (
        <DraftEditor clinicId={clinic.clinicId} live={live.value} reload={live.retry} />
      )}
    </>
  );
};
