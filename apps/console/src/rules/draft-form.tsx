import type { ReminderRules, Rules } from '../api/answers.js';
import { SelectField } from '../shell/parts.js';
import { HoursFields, NumberField, Part, Tick } from './fields.js';
import type { Refusals } from './refusals.js';

interface FormProps {
  readonly rules: ReminderRules;
  /** What holds, for its bounds. */
  readonly live: Rules;
  readonly refusals: Refusals | undefined;
  readonly change: (rules: ReminderRules) => void;
}

const Times = ({ rules, live, refusals, change }: FormProps) => {
  const { hours, openOn } = rules;
  const settings = `${live.settingsHours.from} to ${live.settingsHours.to}`;
  return (
    <Part legend="Hours and days">
      <SelectField
        id="which-hours"
        label="Hours, where the client lives"
        choices={[
          { value: 'settings', label: `as the settings say, ${settings}` },
          { value: 'own', label: 'own hours' },
        ]}
        chosen={hours === null ? 'settings' : 'own'}
        onChange={(which) => change({ ...rules, hours: which === 'own' ? { ...live.settingsHours } : null })}
      />
      {hours === null ? null : (
        <HoursFields
          hours={hours}
          widest={live.widestHours}
          refusals={refusals}
          onChange={(own) => change({ ...rules, hours: own })}
        />
      )}
      <Tick
        label="Questions and notes about the next visit go out on Sundays too"
        isOn={openOn.sundays}
        onChange={(sundays) => change({ ...rules, openOn: { ...openOn, sundays } })}
      />
      <Tick
        label="They go out on public holidays too"
        isOn={openOn.publicHolidays}
        onChange={(publicHolidays) => change({ ...rules, openOn: { ...openOn, publicHolidays } })}
      />
    </Part>
  );
};

const Visits = ({ rules, live: { bounds }, refusals, change }: FormProps) => {
  const { early, late, afterNoShow } = rules.appointments;
  const set = (part: Partial<ReminderRules['appointments']>): void =>
    change({ ...rules, appointments: { ...rules.appointments, ...part } });
  return (
    <Part legend="Before a visit">
      <Tick label="First reminder" isOn={early.on} onChange={(on) => set({ early: { ...early, on } })} />
      <NumberField
        id="appointments.early.days"
        label="First reminder: days before"
        value={early.days}
        bounds={bounds.earlyDays}
        refusals={refusals}
        onChange={(days) => set({ early: { ...early, days } })}
      />
      <Tick label="Second reminder" isOn={late.on} onChange={(on) => set({ late: { ...late, on } })} />
      <NumberField
        id="appointments.late.days"
        label="Second reminder: days before"
        value={late.days}
        bounds={bounds.lateDays}
        refusals={refusals}
        onChange={(days) => set({ late: { ...late, days } })}
      />
      <Tick
        label="One more on the day itself, for somebody who missed a visit before"
        isOn={afterNoShow.on}
        onChange={(on) => set({ afterNoShow: { on } })}
      />
    </Part>
  );
};

const SecondForm = ({ rules, live: { bounds }, refusals, change }: FormProps) => {
  const { reminder } = rules.surveys;
  const set = (part: Partial<typeof reminder>): void =>
    change({ ...rules, surveys: { ...rules.surveys, reminder: { ...reminder, ...part } } });
  return (
    <>
      <Tick label="Second note to those who have not answered" isOn={reminder.on} onChange={(on) => set({ on })} />
      <SelectField
        id="which-second"
        label="Second note: when"
        choices={[
          { value: 'form', label: 'when the form itself says' },
          { value: 'own', label: 'a number of hours after the first' },
        ]}
        chosen={reminder.afterHours === null ? 'form' : 'own'}
        onChange={(which) => set({ afterHours: which === 'own' ? bounds.surveyReminderHours.min : null })}
      />
      {reminder.afterHours === null ? null : (
        <NumberField
          id="surveys.reminder.afterHours"
          label="Second note: hours after the first"
          value={reminder.afterHours}
          bounds={bounds.surveyReminderHours}
          refusals={refusals}
          onChange={(afterHours) => set({ afterHours })}
        />
      )}
    </>
  );
};

const Forms = (props: FormProps) => {
  const { rules, live, refusals, change } = props;
  return (
    <Part legend="Forms">
      <NumberField
        id="surveys.laterHours"
        label="After a visit: hours later than the form itself says"
        value={rules.surveys.laterHours}
        bounds={live.bounds.surveyLaterHours}
        refusals={refusals}
        onChange={(laterHours) => change({ ...rules, surveys: { ...rules.surveys, laterHours } })}
      />
      <SecondForm {...props} />
    </Part>
  );
};

const NextVisits = ({ rules, live: { bounds }, refusals, change }: FormProps) => {
  const { secondNote } = rules.followUps;
  const set = (part: Partial<typeof secondNote>): void =>
    change({ ...rules, followUps: { secondNote: { ...secondNote, ...part } } });
  return (
    <Part legend="Notes about the next visit">
      <Tick label="Second note to those who have not booked" isOn={secondNote.on} onChange={(on) => set({ on })} />
      <NumberField
        id="followUps.secondNote.afterDays"
        label="Second note: days after the first"
        value={secondNote.afterDays}
        bounds={bounds.secondNoteDays}
        refusals={refusals}
        onChange={(afterDays) => set({ afterDays })}
      />
      <NumberField
        id="caps.perWeek"
        label="At most this many, questions included, in seven days"
        value={rules.caps.perWeek}
        bounds={bounds.perWeek}
        refusals={refusals}
        onChange={(perWeek) => change({ ...rules, caps: { perWeek } })}
      />
    </Part>
  );
};

/** Every rule that a clinic may change. Nothing is sent by it: each change is played over what waits, and shown. */
export const DraftForm = (props: FormProps) => (
  <form aria-label="Rules" class="rules" noValidate onSubmit={(event) => event.preventDefault()}>
    <Times {...props} />
    <Visits {...props} />
    <Forms {...props} />
    <NextVisits {...props} />
  </form>
);
