import { navigate } from '../shell/navigation.js';
import { fieldsOf, SelectField } from '../shell/parts.js';
import { addressOf, changed, statesOf, stillToCome } from './filters.js';
import type { Filters } from './filters.js';
import type { NameOf } from './names.js';
import { REASONS } from './reasons.js';
import { CHANNELS, channelName, FAMILIES, familyText, STATES } from './words.js';

const ALL = { value: '', label: 'all' };

const Day = ({
  id,
  label,
  value,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string | undefined;
}) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input id={id} name={id} type="date" defaultValue={value ?? ''} />
  </div>
);

/** Several at once: the words of the button say which ("State: failed, unknown"). */
const States = ({ chosen }: { readonly chosen: readonly string[] }) => (
  <details class="choice">
    <summary>State: {chosen.length === 0 ? 'all' : chosen.join(', ')}</summary>
    <fieldset>
      <legend>Which states? None ticked means all.</legend>
      {STATES.map((state) => (
        <label key={state} class="tick">
          <input type="checkbox" name="states" value={state} defaultChecked={chosen.includes(state)} />
          {state}
        </label>
      ))}
    </fieldset>
  </details>
);

const families = FAMILIES.map((value) => ({ value, label: familyText(value) }));
const channels = CHANNELS.map((value) => ({ value, label: channelName(value) }));
const reasons = Object.entries(REASONS).map(([value, { staff }]) => ({ value, label: staff }));

const filtersIn = (form: HTMLFormElement): Filters => {
  const { states: _states, ...fields } = fieldsOf(form);
  return { ...fields, state: new FormData(form).getAll('states').join(',') };
};

/** Nothing is filtered before the button is pressed; the address then says it all. */
export const FilterLine = ({ filters, nameOf }: { readonly filters: Filters; readonly nameOf: NameOf }) => {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement)
      navigate(addressOf(changed(filters, filtersIn(event.currentTarget))));
  };
  return (
    // The key builds the form anew when Back changes the filters under it.
    <form class="filters" key={addressOf(filters)} onSubmit={submit} aria-label="Filters">
      <States chosen={statesOf(filters)} />
      <SelectField id="family" label="What" chosen={filters.family} choices={[ALL, ...families]} />
      <SelectField id="channel" label="By" chosen={filters.channel} choices={[ALL, ...channels]} />
      <SelectField id="reason" label="Because" chosen={filters.reason} choices={[ALL, ...reasons]} />
      <Day id="from" label="From" value={filters.from} />
      <Day id="to" label="To" value={filters.to} />
      <button class="main" type="submit">
        Filter
      </button>
      <a class="button" href={addressOf({})}>
        All lines
      </a>
      {filters.client === undefined ? null : (
        <>
          <a class="button" href={addressOf(stillToCome(filters.client))}>
            What is still to come
          </a>
          <a class="button" href={addressOf(changed(filters, { client: '' }))}>
            Only {nameOf(filters.client)}. Show everybody
          </a>
        </>
      )}
    </form>
  );
};
