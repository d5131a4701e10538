import { useEffect, useRef, useState } from 'preact/hooks';
import type { ClientPage } from '../api/answers.js';
import { useLoaded } from '../shell/use-loaded.js';
import type { Flag } from './words.js';

type Reachable = Pick<ClientPage['items'][number], 'phone'>;

interface CallProps {
  readonly flag: Flag;
  readonly name: string;
}

/** Whoever pressed for the number goes on at it. */
const CalledAt = ({ phone, name }: Reachable & Pick<CallProps, 'name'>) => {
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <span ref={place} tabIndex={-1}>
      {phone === null ? (
        `No number of ${name} is known.`
      ) : (
        <a class="button" href={`tel:${phone}`}>
          Call {name}: <bdi>{phone}</bdi>
        </a>
      )}
    </span>
  );
};

/** The number is asked for when somebody means to call, one client at a time: who looked at whose record is written down. */
export const CallLink = ({ flag, name }: CallProps) => {
  const [isAsked, setAsked] = useState(false);
  const record = useLoaded<Reachable>(
    isAsked ? `/api/scheduling/v1/clients/${encodeURIComponent(flag.clientRef)}` : undefined,
  );
  if (record.value !== undefined) return <CalledAt phone={record.value.phone} name={name} />;
  const ask = (): void => (isAsked ? record.retry() : setAsked(true));
  return (
    <button type="button" onClick={ask}>
      {record.error === undefined ? `Number of ${name}` : `The number of ${name} did not come. Try again`}
    </button>
  );
};
