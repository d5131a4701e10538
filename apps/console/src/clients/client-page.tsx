import type { Clinic, FollowUp, Me } from '../api/answers.js';
import { addressOf, stillToCome } from '../messages/filters.js';
import { useNamesOf } from '../messages/names.js';
import { counted, dayOf } from '../shell/format.js';
import { ErrorBanner, StatusLine, Title } from '../shell/parts.js';
import { useAct } from '../shell/use-act.js';
import { useLoaded } from '../shell/use-loaded.js';
import { IntervalForm, SeriesForm, StressForms, Waiting, WishForm } from './care-forms.js';
import type { FormProps } from './care-forms.js';
import { FlagsNotice } from './flag-badge.js';
import { flagText, useOpenFlags } from './open-flags.js';
import { HardDays } from './hard-days.js';
import { mayReadHardDays } from './hard-days-words.js';
import { disagreementText, maySettle, planText, reasonLine, wishText } from './words.js';

/** Both, where they disagree as well as where they do not. */
const Intervals = ({ followUp }: { readonly followUp: FollowUp }) => {
  const { practitioner, client } = followUp.intervals;
  const disagreement = disagreementText(followUp);
  return (
    <>
      <dl class="pairs">
        <dt>Practitioner</dt>
        <dd>{practitioner === null ? 'the usual rules' : counted(practitioner.days, 'day')}</dd>
        <dt>Client</dt>
        <dd>{wishText(client)}</dd>
      </dl>
      {disagreement === undefined ? null : (
        <p>
          <strong class="warn">{disagreement}</strong>
        </p>
      )}
    </>
  );
};

interface CareProps extends FormProps {
  readonly clientRef: string;
  readonly roles: Me['roles'];
}

const Care = ({ clientRef, roles, ...props }: CareProps) => {
  const { reasons = [], missing = [] } = props.followUp;
  return (
    <>
      <h2>Why this day</h2>
      {missing.length === 0 ? null : <p class="warn">What forms say is out of reach at the moment.</p>}
      {reasons.length === 0 ? <p>There are no reasons yet.</p> : null}
      <ol>
        {reasons.map((reason) => (
          <li key={`${reason.rule} ${reason.code}`}>{reasonLine(reason)}</li>
        ))}
      </ol>
      {mayReadHardDays(roles) ? (
        <>
          <Waiting {...props} />
          <HardDays key={clientRef} clientRef={clientRef} today={props.today} />
        </>
      ) : null}
      <h2>Own interval</h2>
      <IntervalForm {...props} />
      <h2>Demanding times</h2>
      <StressForms {...props} />
      <h2>Plan of visits</h2>
      <SeriesForm {...props} />
    </>
  );
};

interface ClientPageProps {
  readonly clientRef: string;
  readonly clinic: Clinic;
  readonly me: Me;
}

/** When the next visit of a client is due and why, and what client and practitioner said about it. */
export const ClientPage = ({ clientRef, clinic, me }: ClientPageProps) => {
  const path = `/api/scheduling/v1/clients/${encodeURIComponent(clientRef)}`;
  const followUp = useLoaded<FollowUp>(`${path}/follow-up`);
  const nameOf = useNamesOf([clientRef]);
  const flags = useOpenFlags([clientRef], me);
  const badge = flags.badgeOf(clientRef);
  const { act, isBusy, done, error } = useAct(followUp.retry);
  return (
    <>
      <Title text="Client" />
      <p>
        <strong>{nameOf(clientRef)}</strong> · <a href={addressOf({ client: clientRef })}>All notes</a> ·{' '}
        <a href={addressOf(stillToCome(clientRef))}>What is still to come</a> · <a href="/console/clients">Clients</a>
      </p>
      {badge === undefined ? null : (
        <p>
          <strong class="warn">{flagText(badge)}</strong>
        </p>
      )}
      <FlagsNotice isUnknown={flags.isUnknown} />
      <StatusLine>{followUp.isSlow || isBusy ? 'One moment' : done}</StatusLine>
      <ErrorBanner error={followUp.error} retry={followUp.retry} />
      <ErrorBanner error={error} />
      {followUp.value === undefined ? null : (
        <>
          <h2>Next visit</h2>
          <p>{planText(followUp.value)}</p>
          {followUp.value.lapsedOn === null ? null : (
            <p class="warn">Not seen for long, since {dayOf(followUp.value.lapsedOn)}.</p>
          )}
          <p class="muted">What is settled here is planned anew a moment later.</p>
          <h2>Time between visits</h2>
          <Intervals followUp={followUp.value} />
          <WishForm path={path} followUp={followUp.value} act={act} today={clinic.today} />
          {maySettle(me.roles) ? (
            <Care {...{ path, act, clientRef }} followUp={followUp.value} today={clinic.today} roles={me.roles} />
          ) : null}
        </>
      )}
    </>
  );
};
