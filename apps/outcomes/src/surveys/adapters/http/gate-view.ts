import {
  attributes,
  button,
  fieldId,
  hidden,
  html,
  linkButton,
  page,
  postForm,
  type ClientTheme,
  type Html,
} from '@aftercare/pages';
import {
  GATE_NONE,
  gateItemsFor,
  rawValues,
  WHEN,
  type AnswerProblem,
  type GateItem,
  type RawForm,
} from '../../../instruments/application/instruments.js';
import { TITLE } from './words.js';

interface Frame {
  readonly alias: string;
  readonly emergencyNumber: string;
  readonly fiftyPlus: boolean | undefined;
}

export interface GateView {
  readonly heading: string;
  readonly frame: Frame;
  readonly shown: RawForm;
  readonly problems: readonly AnswerProblem[];
}

const whenGroup = (item: GateItem, view: GateView): Html => {
  const name = `when-${item.value}`;
  const chosen = rawValues(view.shown, name)[0];
  const problem = view.problems.find((one) => one.item === name);
  return html`<div class="when">
    <fieldset>
      <legend>When was this?</legend>
      ${problem === undefined ? undefined : html`<p class="wrong">${problem.message}</p>`}
      <div class="rows">
        ${WHEN.map(
          (option, index) =>
            html`<label class="row"
              ><input
                type="radio"
                ${attributes({
                  name,
                  value: option.value,
                  id: index === 0 ? fieldId(name) : undefined,
                  class: option.value === 'now' ? 'now' : undefined,
                  checked: option.value === chosen,
                })}
              /><span>${option.label}</span></label
            >`,
        )}
      </div>
    </fieldset>
  </div>`;
};

/** Box, label and "When was this?" are siblings, so that style rules alone can reveal the rest. */
const gateItem = (item: GateItem, view: GateView): Html => {
  const id = item.value === 'e1' ? fieldId('sg') : `sg-${item.value}`;
  const isEmergency = item.level === 'E';
  return html`<div class="row item">
    <input
      type="checkbox"
      ${attributes({
        id,
        name: 'sg',
        value: item.value,
        class: isEmergency ? 'tick' : undefined,
        checked: rawValues(view.shown, 'sg').includes(item.value),
      })}
    /><label for="${id}">${item.label}</label>${isEmergency ? whenGroup(item, view) : undefined}
  </div>`;
};

const none = (view: GateView): Html =>
  html`<label class="row"
    ><input
      type="checkbox"
      name="sg"
      ${attributes({
        value: GATE_NONE.value,
        'data-none': true,
        checked: rawValues(view.shown, 'sg').includes(GATE_NONE.value),
      })}
    /><span>${GATE_NONE.label}</span></label
  >`;

/** What somebody needs to read now; the same words in the loaded page and from the server. */
const advice = (number: string): Html =>
  html`<h1 tabindex="-1">Please get help now</h1>
    <p>What you ticked needs a check by emergency services.</p>
    ${linkButton(`Call ${number}`, `tel:${number}`)}
    <p>Do not wait for us to reply.</p>
    <p>Do not drive yourself.</p>`;

/**
 * The safety gate. Ticking an emergency item and "now" replaces the page by the panel through style rules in the loaded page,
 * so it appears without script, without network and with every service down.
 */
export const gateBody = (view: GateView): Html => {
  const problem = view.problems.find((one) => one.item === 'sg');
  const { alias, emergencyNumber } = view.frame;
  return html`<div class="calm">
      <h1>${view.heading}</h1>
      ${problem === undefined ? undefined : html`<p class="wrong">${problem.message}</p>`}
      <div class="rows">${gateItemsFor(view.frame.fiftyPlus).map((item) => gateItem(item, view))}${none(view)}</div>
      <p></p>
      ${button('Finish')}
    </div>
    <section class="panel">
      ${advice(emergencyNumber)}${button(`Save this for ${alias}`, {
        quiet: true,
      })}${button('I ticked this by mistake', { quiet: true, type: 'reset' })}
    </section>`;
};

export interface EmergencyView {
  readonly token: string;
  readonly theme: ClientTheme;
  readonly number: string;
  /** Undefined while no store answers: the text never depends on it. */
  readonly alias: string | undefined;
  readonly saved: boolean;
  readonly shown: RawForm;
}

/** The panel as the server sends it, from a static table, whatever became of the save. */
export const emergencyPage = (view: EmergencyView): string => {
  const again = postForm({
    action: `/s/${view.token}/check`,
    body: html`${hidden('call', view.number)}${Object.entries(view.shown)
      .filter(([name]) => name === 'sg' || name.startsWith('when-'))
      .flatMap(([name]) => rawValues(view.shown, name).map((value) => hidden(name, value)))}${button(
      view.alias === undefined ? 'Save this' : `Save this for ${view.alias}`,
      { quiet: true },
    )}`,
  });
  const state = view.saved
    ? html`<p role="status">Saved.</p>`
    : html`<p role="status">Not saved yet.</p>
        ${again}`;
  return page({
    title: TITLE,
    alias: view.alias ?? 'Help',
    theme: view.theme,
    bare: true,
    body: html`${advice(view.number)}${state}`,
  });
};

/** Three digits, or the number that works in most countries: a form from elsewhere cannot make us show another one. */
export const emergencyNumberIn = (raw: RawForm): string => {
  const sent = rawValues(raw, 'call')[0] ?? '';
  return /^\d{3}$/.test(sent) ? sent : '112';
};
