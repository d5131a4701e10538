import type { ComponentChildren } from 'preact';
import { NOT_FILLED_IN } from './draft.js';
import type { Refusals } from './refusals.js';

/** What the server says against one field, below it. */
const Refused = ({ id, refusals }: { readonly id: string; readonly refusals: Refusals | undefined }) => {
  const text = refusals?.get(id);
  return text === undefined ? null : (
    <p id={`${id}-refused`} class="danger">
      {text}
    </p>
  );
};

const described = (id: string, refusals: Refusals | undefined) =>
  refusals?.has(id) === true ? { 'aria-invalid': true, 'aria-describedby': `${id}-refused` } : {};

interface NumberProps {
  /** The name that the API has for it. */
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly bounds: { readonly min: number; readonly max: number };
  readonly refusals: Refusals | undefined;
  readonly onChange: (value: number) => void;
}

export const NumberField = ({ id, label, value, bounds, refusals, onChange }: NumberProps) => (
  <div class="field">
    <label for={id}>
      {label}, {bounds.min} to {bounds.max}
    </label>
    <input
      id={id}
      type="number"
      inputMode="numeric"
      min={bounds.min}
      max={bounds.max}
      value={value === NOT_FILLED_IN ? '' : String(value)}
      {...described(id, refusals)}
      onInput={(event) => {
        const typed = event.currentTarget.valueAsNumber;
        onChange(Number.isNaN(typed) ? NOT_FILLED_IN : typed);
      }}
    />
    <Refused id={id} refusals={refusals} />
  </div>
);

interface TimeProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly refusals: Refusals | undefined;
  readonly onChange: (value: string) => void;
}

const TimeField = ({ id, label, value, refusals, onChange }: TimeProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input
      id={id}
      type="time"
      value={value}
      {...described('hours', refusals)}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  </div>
);

interface Span {
  readonly from: string;
  readonly to: string;
}

interface HoursProps {
  readonly hours: Span;
  readonly widest: Span;
  readonly refusals: Refusals | undefined;
  readonly onChange: (hours: Span) => void;
}

/** Two times that are refused as one. */
export const HoursFields = ({ hours, widest, refusals, onChange }: HoursProps) => (
  <div role="group" aria-label="Own hours" id="hours" tabIndex={-1}>
    <TimeField
      id="hours-from"
      label={`From, ${widest.from} or later`}
      value={hours.from}
      refusals={refusals}
      onChange={(from) => onChange({ ...hours, from })}
    />
    <TimeField
      id="hours-to"
      label={`To, ${widest.to} or earlier`}
      value={hours.to}
      refusals={refusals}
      onChange={(to) => onChange({ ...hours, to })}
    />
    <Refused id="hours" refusals={refusals} />
  </div>
);

interface TickProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export const Tick = ({ label, isOn, onChange }: TickProps) => (
  <label class="tick">
    <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
    {label}
  </label>
);

/** What belongs together, with its name. */
export const Part = ({ legend, children }: { readonly legend: string; readonly children: ComponentChildren }) => (
  <fieldset class="part">
    <legend>{legend}</legend>
    {children}
  </fieldset>
);
