import type { FollowUp } from '../api/answers.js';
import { post } from '../api/client.js';
import { counted, dayBefore, dayOf } from '../shell/format.js';
import { newKey } from '../shell/new-key.js';
import { Ask, Field, SelectField } from '../shell/parts.js';
import { useWho } from '../shell/people.js';
import type { Acting } from '../shell/use-act.js';
import { wishOf, wishText } from './words.js';

export interface FormProps {
  /** `/api/scheduling/v1/clients/<ref>` */
  readonly path: string;
  readonly followUp: FollowUp;
  readonly act: Acting['act'];
  readonly today: string;
}

type Fields = Readonly<Record<string, string>>;

const NumberField = (props: { id: string; label: string; min: number; max: number; value?: number | undefined }) => (
  <div class="field">
    <label for={props.id}>{props.label}</label>
    <input
      id={props.id}
      name={props.id}
      type="number"
      required
      min={props.min}
      max={props.max}
      defaultValue={props.value === undefined ? '' : String(props.value)}
    />
  </div>
);

const DayField = ({ id, label, value }: { readonly id: string; readonly label: string; readonly value?: string }) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input id={id} name={id} type="date" defaultValue={value ?? ''} />
  </div>
);

const WISHES = [
  { value: '', label: 'the practitioner decides' },
  { value: 'days', label: 'every so many days' },
  { value: 'pause', label: 'a pause until a day' },
  { value: 'none', label: 'no notes about a next visit' },
] as const;

/** What the client said at the desk; a client says the same on their own page. */
export const WishForm = ({ path, followUp, act }: FormProps) => {
  const wish = followUp.intervals.client;
  const save = (fields: Fields): void => {
    const next = wishOf(fields);
    act(() => post(path, { intervalWish: next }, { method: 'PATCH' }), `Kept: ${wishText(next)}.`);
  };
  return (
    <Ask label="Keep the client's wish" send={save}>
      <SelectField id="wish" label="The client wants" choices={WISHES} chosen={wish?.kind ?? ''} />
      <div class="field">
        <label for="wish-days">Days, 7 to 56</label>
        <input
          id="wish-days"
          name="wish-days"
          type="number"
          min={7}
          max={56}
          defaultValue={wish?.kind === 'days' ? String(wish.days) : ''}
        />
      </div>
      <DayField id="wish-until" label="Pause until" value={wish?.kind === 'pause' ? wish.until : ''} />
    </Ask>
  );
};

export const IntervalForm = ({ path, followUp, act }: FormProps) => {
  const known = followUp.carePlan?.interval;
  const save = ({ days = '', reason = '' }: Fields): void => {
    const body = { days: Number(days), reason: reason === '' ? null : reason };
    act(() => post(`${path}/follow-up/interval`, body, { method: 'PUT' }), `Kept: ${counted(body.days, 'day')}.`);
  };
  const clear = (): void =>
    act(
      () => post(`${path}/follow-up/interval`, {}, { method: 'DELETE' }),
      'Done. The interval is computed again from the usual rules.',
    );
  return (
    <>
      <Ask label="Set own interval" send={save}>
        <NumberField id="days" label="Days between visits, 7 to 56" min={7} max={56} value={known?.days} />
        <Field id="reason" label="Reason, needed outside 14 to 28" maxLength={500} autoComplete="off" />
      </Ask>
      {known == null ? null : (
        <>
          {known.reason === null ? null : <p>Reason: {known.reason}</p>}
          <p>
            <button type="button" onClick={clear}>
              Back to the usual rules
            </button>
          </p>
        </>
      )}
    </>
  );
};

export const StressForms = ({ path, followUp, act, today }: FormProps) => {
  const whoOf = useWho();
  const periods = followUp.carePlan?.stressPeriods ?? [];
  const save = ({ 'stress-from': from = '', 'stress-to': to = '', 'said-by': saidBy }: Fields): void =>
    act(
      () => post(`${path}/follow-up/stress-periods`, { from, to, saidBy }, { key: newKey() }),
      `Kept: ${dayOf(from)} to ${dayOf(to)}.`,
    );
  const takeBack = (id: string): void =>
    act(
      () => post(`${path}/follow-up/stress-periods/${encodeURIComponent(id)}`, {}, { method: 'DELETE' }),
      'Taken back.',
    );
  return (
    <>
      {periods.length === 0 ? <p>None is known.</p> : null}
      <ul>
        {periods.map(({ id, from, to, saidBy, by }) => (
          <li key={id}>
            {dayOf(from)} to {dayOf(to)}, said by the {saidBy}
            {saidBy === 'client' && by === 'client' ? ' on their own page' : `, entered by ${whoOf(by)}`}{' '}
            <button type="button" class="small" onClick={() => takeBack(id)}>
              Take back
              <span class="skip">
                {' '}
                {dayOf(from)} to {dayOf(to)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Ask label="Enter a demanding time" send={save}>
        <DayField id="stress-from" label="First day" value={today} />
        <DayField id="stress-to" label="Last day, at most 12 weeks later" value={today} />
        <SelectField
          id="said-by"
          label="Said by"
          choices={[
            { value: 'client', label: 'the client' },
            { value: 'practitioner', label: 'a practitioner' },
          ]}
        />
      </Ask>
    </>
  );
};

export const SeriesForm = ({ path, followUp, act, today }: FormProps) => {
  const series = followUp.carePlan?.series;
  const save = ({ sessions = '', 'series-from': from = '' }: Fields): void =>
    act(
      () => post(`${path}/follow-up/series`, { sessions: Number(sessions), from }, { method: 'PUT' }),
      `Kept: ${counted(Number(sessions), 'visit')} from ${dayOf(from)} on.`,
    );
  const clear = (): void =>
    act(() => post(`${path}/follow-up/series`, {}, { method: 'DELETE' }), 'Done. There is no plan of visits any more.');
  return (
    <>
      <p>
        {series == null
          ? 'No plan of visits was agreed on.'
          : `${counted(series.sessions, 'visit')} were agreed on, counted from ${dayOf(series.from)}.`}
      </p>
      <Ask label="Agree on a plan" send={save}>
        <NumberField id="sessions" label="How many visits, 1 to 60" min={1} max={60} value={series?.sessions} />
        <DayField id="series-from" label="Counted from" value={series?.from ?? today} />
      </Ask>
      {series == null ? null : (
        <p>
          <button type="button" onClick={clear}>
            End the plan
          </button>
        </p>
      )}
    </>
  );
};

/** What waits for a practitioner: a rise to confirm, a plan to look at. */
export const Waiting = ({ path, followUp, act }: FormProps) => {
  const { riseToConfirm, review, sessionId } = followUp;
  return (
    <>
      {followUp.suggestDoctor === true ? (
        <p>There were more hard days than before. Suggest a talk with a doctor, whatever becomes of the interval.</p>
      ) : null}
      {riseToConfirm == null ? null : (
        <p>
          <button
            type="button"
            onClick={() =>
              act(
                () => post(`${path}/follow-up/confirm-rise`, { windowEndsOn: riseToConfirm }),
                'Confirmed: it counts.',
              )
            }
          >
            Confirm more hard days up to {dayOf(dayBefore(riseToConfirm))}
          </button>
        </p>
      )}
      {review === 'needed' && sessionId !== null ? (
        <p>
          <button
            type="button"
            onClick={() => act(() => post(`${path}/follow-up/review`, { sessionId }), 'Noted that you looked at it.')}
          >
            I have looked at this plan
          </button>
        </p>
      ) : null}
    </>
  );
};
