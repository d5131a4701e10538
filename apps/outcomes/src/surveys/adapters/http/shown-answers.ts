import { GATE, type Answers, type GateAnswer, type RawForm } from '../../../instruments/application/instruments.js';
import type { AnsweredForm } from '../../application/answered-forms.js';
import { rawOf } from '../../../instruments/application/item-view.js';

/** "Now" is never shown as chosen: the panel would stand there from the start, and "by mistake" could not take it back. */
const gateRaw = (gate: GateAnswer): RawForm => ({
  sg: gate.ticked.length === 0 ? ['none'] : gate.ticked,
  ...Object.fromEntries(
    Object.entries(gate.when).flatMap(([item, when]) => (when === 'now' ? [] : [[`when-${item}`, when]])),
  ),
});

/** What a page shows as answered: this browser's draft, else what this browser sent, else nothing. */
export const answerRaw = (
  form: AnsweredForm,
  own: { readonly part: string; readonly draft: Answers | GateAnswer | undefined; readonly isOwnPart: boolean },
): RawForm => {
  const { part, draft } = own;
  if (draft === undefined && !own.isOwnPart) return {};
  if (part === GATE) {
    // A draft of the gate is a gate answer, and of every other part answers.
    const gate = (draft as GateAnswer | undefined) ?? form.gate;
    return gate === undefined ? {} : gateRaw(gate);
  }
  if (draft !== undefined) return rawOf(draft as Answers);
  const codes = form.instrument.parts.find((one) => one.id === part)?.items.map((item) => item.code) ?? [];
  return rawOf(Object.fromEntries(Object.entries(form.answers).filter(([code]) => codes.includes(code))));
};
