import type { Licences } from '../api/answers.js';
import { post } from '../api/client.js';
import { ErrorBanner, fieldsOf, SelectField, StatusLine, Title } from '../shell/parts.js';
import { useWho } from '../shell/people.js';
import { useAct } from '../shell/use-act.js';
import type { Acting } from '../shell/use-act.js';
import { useLoaded } from '../shell/use-loaded.js';
import { LicenceForm, TextForm } from './set-forms.js';
import { licenceText, quarterlyText, sizeText, textsText } from './words.js';

const API = '/api/outcomes/v1/licences';

interface QuarterlyProps {
  readonly licences: Licences;
  readonly act: Acting['act'];
}

const Quarterly = ({ licences, act }: QuarterlyProps) => {
  const { isGood, words } = quarterlyText(licences);
  const choices = [
    { value: '', label: 'nothing' },
    ...licences.sets.map(({ set, name }) => ({ value: set, label: name })),
  ];
  const submit = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): void => {
    event.preventDefault();
    const set = fieldsOf(event.currentTarget)['quarterly'] ?? '';
    act(
      () => post(`${API}/quarterly`, { set: set === '' ? null : set }, { method: 'PUT' }),
      set === '' ? 'Kept. What is not sent yet is withdrawn.' : 'Kept. Clients are asked from their ninetieth day on.',
    );
  };
  return (
    <section aria-labelledby="quarterly-h">
      <h2 id="quarterly-h">Every quarter</h2>
      <p class={isGood ? '' : 'warn'}>{words}</p>
      <form class="filters" aria-label="Every quarter" onSubmit={submit}>
        <SelectField id="quarterly" label="Ask" choices={choices} chosen={licences.quarterly.set ?? ''} />
        <button type="submit">Ask this</button>
      </form>
    </section>
  );
};

/** Questionnaires that belong to somebody else: who holds the licence, whose words are here, and which is asked. */
export const LicencesPage = () => {
  const licences = useLoaded<Licences>(API);
  const whoOf = useWho();
  const { act, isBusy, done, error } = useAct(licences.retry);
  return (
    <>
      <Title text="Licences" />
      <p>
        The forms after a visit and the check-in have words of our own. These questionnaires belong to others: they are
        asked only while your clinic holds a licence and has brought the words. Nothing of them is sent to anybody else.
      </p>
      <StatusLine>{licences.isSlow ? 'Loading licences' : isBusy ? 'One moment' : done}</StatusLine>
      <ErrorBanner error={licences.error} retry={licences.retry} />
      <ErrorBanner error={error} />
      {licences.value === undefined ? null : (
        <>
          <Quarterly licences={licences.value} act={act} />
          <ul class="entries">
            {licences.value.sets.map((set) => (
              <li key={set.set} class="panel">
                <h2>{set.name}</h2>
                <p class="muted">{sizeText(set)}</p>
                <p class={set.licence?.isOver === true ? 'warn' : ''}>{licenceText(set, whoOf)}</p>
                <LicenceForm path={`${API}/sets/${set.set}`} set={set} act={act} />
                <p>{textsText(set)}</p>
                <TextForm path={`${API}/sets/${set.set}`} set={set} act={act} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};
