import { createRequire } from 'node:module';

/** @typedef {(point: string, where: string) => void} At */
/** A command to MongoDB that is a point of the send path. `uncommitted` marks its transaction. */
/** @typedef {{ before?: [string, string], after?: [string, string], uncommitted?: 'result' | 'reaction' }} Meaning */

/** As the service itself would load it, so that the classes are the same. */
const fromService = createRequire(process.argv[1] ?? import.meta.url);
const OFFSET_COMMIT = 8;

/** A reaction committed and its offset is not told yet. */
let isOffsetOpen = false;

/** A bulk write carries its statements beside the command. @param {any} updates @returns {any[]} */
const statementsOf = (updates) => (Array.isArray(updates) ? updates : (updates?.documents ?? []));

/** @param {string} name @param {any} command */
const updatesOf = (name, command) => {
  if (command.update === name) return statementsOf(command.updates).map((one) => ({ change: one.u }));
  if (command.findAndModify === name) return [{ change: command.update }];
  return [];
};

/** The answer of a provider as it ends a claim; rows with equal ends are one statement, in any place of a bulk. @param {any} change */
const isResult = (change) => change?.$set?.state === 'sent' && change.$unset?.claim !== undefined;

/** @param {any} command @returns {Meaning | undefined} */
function reminderUpdate(command) {
  const updates = updatesOf('reminders', command);
  if (updates[0]?.change?.$set?.state === 'sending')
    return { before: ['promoter', 'rung for, not claimed'], after: ['claim', 'claimed, nothing called'] };
  if (updates.some(({ change }) => isResult(change)))
    return { before: ['result', 'called, the result not written'], uncommitted: 'result' };
  return undefined;
}

/** @param {any} command @returns {Meaning | undefined} */
function meaningOf(command) {
  if (command.find === 'reminders' && command.filter?.state === 'planned' && command.filter.shard !== undefined)
    return command.sort === undefined ? undefined : { after: ['promoter', 'due rows read, nothing rung'] };
  if (command.insert === 'inbox') return { uncommitted: 'reaction' };
  const [outbox] = updatesOf('outbox', command);
  if (outbox?.change?.$set?.publishedAt !== undefined) return { before: ['relay', 'published, not marked'] };
  return reminderUpdate(command);
}

/** Whether the server did or found something. @param {any} command @param {any} answer */
function didMatter(command, answer) {
  const plain = typeof answer?.toObject === 'function' ? answer.toObject() : answer;
  if (command.find !== undefined) return (plain?.cursor?.firstBatch?.length ?? 0) > 0;
  if (command.findAndModify !== undefined) return plain?.value != null;
  return (plain?.n ?? 0) > 0;
}

/** Every command of the service goes through one method of the driver. @param {At} at @param {() => string | undefined} wanted */
export function watchMongo(at, wanted) {
  const prototype = connectionOfMongo();
  if (prototype === undefined) return;
  /** @type {WeakMap<object, Set<string>>} */
  const open = new WeakMap();
  const original = prototype.command;
  prototype.command = async function (/** @type {any[]} */ ...args) {
    const [, command, options] = args;
    const session = options?.session;
    const meaning = meaningOf(command);
    if (command.commitTransaction !== undefined) beforeCommit(open.get(session), at);
    if (meaning?.before !== undefined) at(...meaning.before);
    if (meaning?.uncommitted !== undefined && session !== undefined)
      open.set(session, (open.get(session) ?? new Set()).add(meaning.uncommitted));
    const answer = await original.apply(this, args);
    if (meaning?.after !== undefined && meaning.after[0] === wanted() && didMatter(command, answer))
      at(...meaning.after);
    if (command.commitTransaction !== undefined && open.get(session)?.has('reaction')) isOffsetOpen = true;
    if (command.commitTransaction !== undefined || command.abortTransaction !== undefined) open.delete(session);
    return answer;
  };
}

/** @param {Set<string> | undefined} held @param {At} at */
function beforeCommit(held, at) {
  if (held?.has('result')) at('result', 'the result written, not committed');
  if (held?.has('reaction')) at('reaction', 'decided and written, not committed');
}

function connectionOfMongo() {
  try {
    const fromMongoose = createRequire(fromService.resolve('mongoose'));
    return fromMongoose('mongodb/lib/cmap/connection.js').Connection.prototype;
  } catch {
    // This service has no store.
    return undefined;
  }
}

/** @param {At} at */
export function watchKafka(at) {
  let prototype;
  try {
    prototype = fromService('kafkajs/src/network/connection.js').prototype;
  } catch {
    return;
  }
  const original = prototype.send;
  prototype.send = function (/** @type {any[]} */ ...args) {
    if (args[0]?.request?.apiKey === OFFSET_COMMIT && isOffsetOpen) {
      at('reaction', 'committed, its offset not told');
      isOffsetOpen = false;
    }
    return original.apply(this, args);
  };
}
