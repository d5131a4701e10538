import type { Clinic, Rules } from '../api/answers.js';
import { navigate } from '../shell/navigation.js';
import { ErrorBanner, Title } from '../shell/parts.js';
import { useWho } from '../shell/people.js';
import { Changes, RuleLines } from './changes.js';
import { keepDraft } from './draft.js';
import { changesBetween, linesOf, versionName } from './lines.js';
import { useRules } from './use-rules.js';
import { PAGE, rulesOf, sinceText, versionTitle } from './versions.js';
import type { RuleVersion } from './versions.js';

interface VersionProps {
  readonly version: number;
  readonly clinicId: string;
  readonly live: Rules;
  readonly versions: readonly RuleVersion[];
}

/** One version in words, and what it says otherwise than what holds. To use it again is a draft like any other. */
const Version = ({ version, clinicId, live, versions }: VersionProps) => {
  const whoOf = useWho();
  const rules = rulesOf(version, live, versions);
  const told = versions.find(({ number }) => number === version);
  if (rules === undefined) return <p>There is no such version.</p>;
  const changes = changesBetween(live.rules, rules, live.settingsHours);
  const take = (): void => {
    keepDraft(clinicId, { basedOn: live.version, rules });
    navigate(`${PAGE}/draft`);
  };
  return (
    <>
      {told === undefined ? null : <p>It held {sinceText(told, whoOf)}.</p>}
      <RuleLines lines={linesOf(rules, live.settingsHours)} />
      {changes.length === 0 ? (
        <p>This is what holds now.</p>
      ) : (
        <>
          <Changes
            caption="What would be otherwise"
            names={[`Now, ${versionName(live.version)}`, 'In this version']}
            changes={changes}
          />
          <p>
            <button type="button" onClick={take}>
              Use it as a draft
            </button>
          </p>
        </>
      )}
    </>
  );
};

export const RulesVersionPage = ({ version, clinic }: { readonly version: number; readonly clinic: Clinic }) => {
  const { live, versions } = useRules();
  return (
    <>
      <Title text={versionTitle(version)} />
      <p>
        <a href={PAGE}>What holds, and all versions</a>
      </p>
      <ErrorBanner
        error={live.error ?? versions.error}
        retry={live.error === undefined ? versions.retry : live.retry}
      />
      {live.value === undefined || versions.value === undefined ? null : (
        <Version version={version} clinicId={clinic.clinicId} live={live.value} versions={versions.value.items} />
      )}
    </>
  );
};
