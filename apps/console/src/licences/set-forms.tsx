import { ApiError, post } from '../api/client.js';
import { Field, fieldsOf } from '../shell/parts.js';
import type { Acting } from '../shell/use-act.js';
import { languagesOf } from './words.js';
import type { QuestionnaireSet } from './words.js';

interface SetFormProps {
  /** `/api/outcomes/v1/licences/sets/<set>` */
  readonly path: string;
  readonly set: QuestionnaireSet;
  readonly act: Acting['act'];
}

/** Whoever sends it says with their name that the clinic holds the licence. */
export const LicenceForm = ({ path, set, act }: SetFormProps) => {
  const idOf = (field: string): string => `${set.set}-${field}`;
  const submit = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): void => {
    event.preventDefault();
    const fields = fieldsOf(event.currentTarget);
    const typed = (field: string): string => fields[idOf(field)] ?? '';
    const body = {
      ...{ holder: typed('holder'), reference: typed('reference'), scope: typed('scope') },
      ...{ languages: languagesOf(typed('languages')), validUntil: typed('until') },
    };
    act(() => post(path, body, { method: 'PUT' }), `Kept: your clinic holds a licence of ${set.name}.`);
  };
  const { licence } = set;
  return (
    <form class="filters" aria-label={`Licence of ${set.name}`} onSubmit={submit}>
      <Field id={idOf('holder')} label="Holder, as in the contract" value={licence?.holder ?? ''} required />
      <Field id={idOf('reference')} label="Number or date of the contract" value={licence?.reference ?? ''} required />
      <Field id={idOf('scope')} label="What it allows" value={licence?.scope ?? ''} required />
      <Field
        id={idOf('languages')}
        label="Languages, e.g. en, de"
        value={licence?.languages.join(', ') ?? ''}
        required
      />
      <div class="field">
        <label for={idOf('until')}>Last day</label>
        <input id={idOf('until')} name={idOf('until')} type="date" required defaultValue={licence?.validUntil ?? ''} />
      </div>
      <button type="submit">
        We hold this licence<span class="skip"> of {set.name}</span>
      </button>
    </form>
  );
};

const readQuestionnaire = async (file: File): Promise<unknown> => {
  try {
    return JSON.parse(await file.text()) as unknown;
  } catch {
    throw new ApiError({ status: 0, code: 'FILE_NOT_JSON' });
  }
};

/** The words belong to somebody else, so they come as a file of the clinic and are never shown here. */
export const TextForm = ({ path, set, act }: SetFormProps) => {
  const id = `${set.set}-file`;
  const submit = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): void => {
    event.preventDefault();
    const file = new FormData(event.currentTarget).get(id);
    if (!(file instanceof File) || file.name === '') return;
    act(
      async () => post(`${path}/text`, await readQuestionnaire(file), { method: 'PUT' }),
      `Kept: the words of ${set.name}.`,
    );
  };
  return (
    <form class="filters" aria-label={`Words of ${set.name}`} onSubmit={submit}>
      <div class="field">
        <label for={id}>The words, as a FHIR Questionnaire (JSON)</label>
        <input id={id} name={id} type="file" accept="application/json,application/fhir+json,.json" required />
      </div>
      <button type="submit">
        Bring the words<span class="skip"> of {set.name}</span>
      </button>
    </form>
  );
};
