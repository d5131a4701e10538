import type { Rules, RuleVersions } from '../api/answers.js';
import { CardTable } from '../shell/card-table.js';
import { localTime } from '../shell/format.js';
import type { WhoOf } from '../shell/people.js';
import { changesBetween, versionName } from './lines.js';
import type { SettingsHours } from './lines.js';

export type RuleVersion = RuleVersions['items'][number];

export const PAGE = '/console/rules';

export const versionAddress = (version: number): string => `${PAGE}/versions/${version}`;

export const sinceText = ({ atLocal, by }: RuleVersion, whoOf: WhoOf): string =>
  `since ${localTime(atLocal)}, applied by ${whoOf(by)}`;

/** The rules of a number, as far as they were ever applied; 0 is what we ship. */
export const rulesOf = (version: number, live: Rules, versions: readonly RuleVersion[]) =>
  version === 0 ? live.shipped : versions.find(({ number }) => number === version)?.rules;

const changedText = (version: RuleVersion, live: Rules, versions: readonly RuleVersion[]): string => {
  const before = rulesOf(version.basedOn, live, versions);
  if (before === undefined) return '';
  const settings: SettingsHours = live.settingsHours;
  return changesBetween(before, version.rules, settings)
    .map(({ about, to }) => `${about}: ${to}`)
    .join('; ');
};

interface VersionsProps {
  readonly live: Rules;
  readonly versions: readonly RuleVersion[];
  readonly whoOf: WhoOf;
}

/** Every version that ever held, newest first. None is changed or lost. */
export const Versions = ({ live, versions, whoOf }: VersionsProps) => (
  <section aria-labelledby="versions-h">
    <h2 id="versions-h">Versions</h2>
    <CardTable caption="What held from when on, and what each changed" columns={['Version', 'From', 'By', 'Changed']}>
      {versions.map((version) => (
        <tr key={version.number} role="row">
          <th scope="row" role="rowheader" data-label="Version">
            <a href={versionAddress(version.number)}>Version {version.number}</a>
            {version.number === live.version ? ', holds now' : ''}
          </th>
          <td role="cell" data-label="From">
            {localTime(version.atLocal)}
          </td>
          <td role="cell" data-label="By">
            {whoOf(version.by)}
          </td>
          <td role="cell" data-label="Changed">
            {changedText(version, live, versions)}
          </td>
        </tr>
      ))}
      <tr key={0} role="row">
        <th scope="row" role="rowheader" data-label="Version">
          <a href={versionAddress(0)}>What we ship</a>
          {live.version === 0 ? ', holds now' : ''}
        </th>
        <td role="cell" data-label="From" />
        <td role="cell" data-label="By" />
        <td role="cell" data-label="Changed" />
      </tr>
    </CardTable>
  </section>
);

export const versionTitle = (version: number): string =>
  version === 0 ? 'Rules: what we ship' : `Rules: ${versionName(version)}`;
