import type { Flag } from './flag.js';
import { dueBy, type WorkingTime } from './patience.js';

/** Nobody has done anything about it. */
export const isUnseen = ({ state, assignment, calls, seenByDoctor }: Flag): boolean =>
  state === 'open' && assignment.kind === 'nobody' && calls.length === 0 && seenByDoctor === undefined;

/** When the product has to look at it next; undefined: no more. */
export const looksAt = (flag: Flag): Date | undefined => {
  const { patience } = flag;
  if (!isUnseen(flag) || patience.kind === 'endless') return undefined;
  if (patience.kind === 'unreckoned') return flag.raisedAt;
  return patience.toldAt === undefined ? patience.dueBy : undefined;
};

/** Its time is over, staff have been told, and still nobody has looked. */
export const isOverdue = (flag: Flag): boolean =>
  isUnseen(flag) && flag.patience.kind === 'until' && flag.patience.toldAt !== undefined;

/** The flag after a look at `now`; the same one where there is nothing to do. `time` is needed as long as its time is not reckoned. */
export const looked = (flag: Flag, now: Date, time: WorkingTime | undefined): Flag => {
  const at = looksAt(flag);
  if (at === undefined || at > now) return flag;
  if (flag.patience.kind === 'until') return { ...flag, patience: { ...flag.patience, toldAt: now } };
  return time === undefined
    ? flag
    : { ...flag, patience: { kind: 'until', dueBy: dueBy(flag, time), toldAt: undefined } };
};
