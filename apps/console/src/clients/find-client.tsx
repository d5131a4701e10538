import { useState } from 'preact/hooks';
import type { ClientPage } from '../api/answers.js';
import { get } from '../api/client.js';
import { navigate } from '../shell/navigation.js';
import { ErrorBanner, Field, fieldsOf, StatusLine } from '../shell/parts.js';
import { useAct } from '../shell/use-act.js';
import { shortName } from './short-name.js';
import { typedOf } from './typed.js';

type Found = ClientPage['items'];

interface FindClientProps {
  /** Where a found client leads. */
  readonly hrefOf: (ref: string) => string;
}

/** Finds a client by number, address or reference: names are sealed. One is opened at once, several people behind one number are offered. */
export const FindClient = ({ hrefOf }: FindClientProps) => {
  const [found, setFound] = useState<Found>();
  const { act, isBusy, error } = useAct();
  const look = async (query: string): Promise<void> => {
    const { items } = await get<ClientPage>(`/api/scheduling/v1/clients?${query}`);
    const [only] = items;
    setFound(items);
    if (only !== undefined && items.length === 1) navigate(hrefOf(only.ref));
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const typed = typedOf(fieldsOf(event.currentTarget)['find'] ?? '');
    setFound(undefined);
    if (typed.by === 'reference') navigate(hrefOf(typed.ref));
    else if (typed.by !== 'nothing') act(() => look(typed.query), '');
  };
  return (
    <div class="find">
      <form class="filters" onSubmit={submit} aria-label="Find a client" role="search">
        <Field id="find" label="Client: number, email or reference" autoComplete="off" maxLength={254} />
        <button type="submit">Find</button>
      </form>
      <ErrorBanner error={error} />
      <StatusLine>
        {isBusy ? 'Looking' : found?.length === 0 ? 'Nobody here has this number or address.' : undefined}
      </StatusLine>
      {found !== undefined && found.length > 1 ? (
        <ul aria-label="People with this number or address">
          {found.map((client) => (
            <li key={client.ref}>
              <a href={hrefOf(client.ref)}>{shortName(client)}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
};
