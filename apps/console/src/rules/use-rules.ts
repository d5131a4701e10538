import { useEffect } from 'preact/hooks';
import type { Rules, RuleVersions } from '../api/answers.js';
import { useLoaded } from '../shell/use-loaded.js';
import { RULES_API } from './use-forecast.js';

const LOOK_AGAIN_MS = 2000;

/** What holds and every version; asked again while a change is being carried out. */
export const useRules = () => {
  const live = useLoaded<Rules>(RULES_API);
  const versions = useLoaded<RuleVersions>(`${RULES_API}/versions`);
  const phase = live.value?.replanning?.phase ?? 'done';
  useEffect(() => {
    if (phase === 'done') return undefined;
    const timer = setTimeout(live.retry, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [live.value, phase]);
  return { live, versions };
};
