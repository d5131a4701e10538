import { navigate } from '../shell/navigation.js';
import { fieldsOf } from '../shell/parts.js';
import { addressOf, changed } from './filters.js';
import type { Filters } from './filters.js';
import { REASONS } from './reasons.js';
import { FAMILIES, familyText, STATES } from './words.js';

interface Choice {
  readonly value: string;
  readonly label: string;
}

const Select = ({
  id,
  label,
  chosen,
  choices,
}: {
  readonly id: string;
  readonly label: string;
  readonly chosen: string | undefined;
  readonly choices: readonly Choice[];
}) => (
  <div class="field">
    <label for={id}>{label}</label>
    <select id={id} name={id}>
      <option value="">all</option>
      {choices.map(({ value, label: text }) => (
        <option key={value} value={value} selected={value === chosen}>
          {text}
        </option>
      ))}
    </select>
  </div>
);

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

const states = STATES.map((value) => ({ value, label: value }));
const families = FAMILIES.map((value) => ({ value, label: familyText(value) }));
const reasons = Object.entries(REASONS).map(([value, { staff }]) => ({ value, label: staff }));

/** Nothing is filtered before the button is pressed; the address then says it all. */
export const FilterLine = ({ filters }: { readonly filters: Filters }) => {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement)
      navigate(addressOf(changed(filters, fieldsOf(event.currentTarget))));
  };
  return (
    // The key builds the form anew when Back changes the filters under it.
    <form class="filters" key={addressOf(filters)} onSubmit={submit} aria-label="Filters">
      <Select id="state" label="State" chosen={filters.state} choices={states} />
      <Select id="family" label="What" chosen={filters.family} choices={families} />
      <Select id="reason" label="Because" chosen={filters.reason} choices={reasons} />
      <Day id="from" label="From (day in UTC)" value={filters.from} />
      <Day id="to" label="To (day in UTC)" value={filters.to} />
      <button type="submit">Filter</button>
      <a class="button" href="/console/messages">
        All lines
      </a>
    </form>
  );
};
