import type { Reply, ReplyPage } from '../api/answers.js';
import { post } from '../api/client.js';
import { addressOf } from '../messages/filters.js';
import { useNamesOf } from '../messages/names.js';
import type { NameOf } from '../messages/names.js';
import { cursorsOf, pageAddress, pageQuery } from '../shell/cursors.js';
import { counted, localTime } from '../shell/format.js';
import { useAddress } from '../shell/navigation.js';
import { Pages } from '../shell/pages.js';
import { ErrorBanner, StatusLine, Title } from '../shell/parts.js';
import { useWho } from '../shell/people.js';
import type { WhoOf } from '../shell/people.js';
import { useAct } from '../shell/use-act.js';
import type { Acting } from '../shell/use-act.js';
import { useLoaded } from '../shell/use-loaded.js';
import { guessText, mayUndo, senderText, standText } from './words.js';

const API = '/api/notifications/v1/replies';

const listAt = (isAll: boolean, cursors: readonly string[] = []): string =>
  pageAddress('/console/replies', isAll ? ['all'] : [], cursors);

interface EntryProps {
  readonly reply: Reply;
  readonly nameOf: NameOf;
  readonly whoOf: WhoOf;
  readonly acting: Acting;
}

const Entry = ({ reply, nameOf, whoOf, acting }: EntryProps) => {
  const from = senderText(reply.clientRefs, nameOf);
  const say = (act: 'done' | 'undo', words: string): void =>
    acting.act(() => post(`${API}/${encodeURIComponent(reply.id)}/${act}`, {}), words);
  return (
    <li class="panel">
      <h2 id={`r-${reply.id}`} tabIndex={-1}>
        {localTime(reply.receivedLocal)}, {from}
      </h2>
      <blockquote>{reply.text ?? "The text is gone with the client's data."}</blockquote>
      <p>
        Taken for {guessText(reply)}. {standText(reply, whoOf)}.
      </p>
      <div role="group" aria-label={`What to do about the reply of ${localTime(reply.receivedLocal)}, ${from}`}>
        {reply.waits ? (
          <button type="button" class="main" onClick={() => say('done', 'Dealt with. It is off the list.')}>
            Dealt with
          </button>
        ) : null}
        {mayUndo(reply) ? (
          <button
            type="button"
            onClick={() => say('undo', 'Taken back. The visit no longer counts as confirmed; nobody was told.')}
          >
            It was no YES
          </button>
        ) : null}
        {reply.clientRefs.map((ref) => (
          <a key={ref} class="button" href={addressOf({ client: ref })}>
            Notes to {nameOf(ref)}
          </a>
        ))}
      </div>
    </li>
  );
};

/** After a reply left the list, somebody on the keyboard goes on at the top of it. */
const toHeading = (): void => document.querySelector('h1')?.focus();

/** What people wrote that machines must not guess, the oldest first. */
export const RepliesPage = () => {
  const { search } = useAddress();
  const isAll = new URLSearchParams(search).has('all');
  const cursors = cursorsOf(search);
  const page = useLoaded<ReplyPage>(`${API}${pageQuery(isAll ? ['only=all'] : [], cursors)}`);
  const items = page.value?.items ?? [];
  const nameOf = useNamesOf(items.flatMap(({ clientRefs }) => clientRefs));
  const whoOf = useWho();
  const acting = useAct(() => {
    page.retry();
    toHeading();
  });
  return (
    <>
      <Title text="Replies" />
      <p>
        Texts that people wrote to your number. They may hold words about how somebody is; nothing here can be answered
        by text. Texts older than 90 days are not shown.
      </p>
      <nav class="pages" aria-label="Which replies">
        <a class="button" href={listAt(false)} {...(isAll ? {} : { 'aria-current': 'page' as const })}>
          What waits
        </a>
        <a class="button" href={listAt(true)} {...(isAll ? { 'aria-current': 'page' as const } : {})}>
          All of 90 days
        </a>
      </nav>
      <StatusLine>{page.isSlow ? 'Loading replies' : acting.done}</StatusLine>
      <ErrorBanner error={page.error} retry={page.retry} />
      <ErrorBanner error={acting.error} />
      {page.value === undefined ? null : items.length === 0 ? (
        <p>{cursors.length > 0 ? 'No more replies.' : isAll ? 'Nobody wrote in 90 days.' : 'Nothing waits.'}</p>
      ) : (
        <>
          <p class="muted">
            {counted(items.length, 'reply', 'replies')}
            {cursors.length === 0 && page.value.next === undefined ? '' : ' on this page'}
          </p>
          <ul class="entries">
            {items.map((reply) => (
              <Entry key={reply.id} reply={reply} nameOf={nameOf} whoOf={whoOf} acting={acting} />
            ))}
          </ul>
        </>
      )}
      <Pages cursors={cursors} next={page.value?.next} addressOf={(way) => listAt(isAll, way)} />
    </>
  );
};
