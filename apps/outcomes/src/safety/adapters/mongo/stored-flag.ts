import type { Assignment, Call, Flag } from '../../domain/flag.js';
import { looksAt } from '../../domain/flag-watch.js';
import type { Patience } from '../../domain/patience.js';

type StoredAssignment =
  | Exclude<Assignment, { kind: 'handed-over' }>
  | {
      readonly kind: 'handed-over';
      readonly by: string;
      readonly at: Date;
      readonly to: string | null;
      readonly note: string | null;
    };

type StoredPatience =
  Exclude<Patience, { kind: 'until' }> | { readonly kind: 'until'; readonly dueBy: Date; readonly toldAt: Date | null };

/** What came later is missing in documents of before. */
export type StoredFlag = Omit<
  Flag,
  'id' | 'sessionId' | 'cleared' | 'zone' | 'assignment' | 'calls' | 'seenByDoctor' | 'patience'
> & {
  readonly _id: string;
  readonly version: number;
  readonly sessionId: string | null;
  readonly cleared: Flag['cleared'] | null;
  readonly zone?: string | null;
  readonly assignment?: StoredAssignment;
  readonly calls?: readonly Call[];
  readonly seenByDoctor?: Flag['seenByDoctor'] | null;
  readonly patience?: StoredPatience;
  /** What staff wrote, under the client's key. In documents of before it stands at its place in clear. */
  readonly words?: { readonly note: string | null; readonly reason: string | null };
  /** When it has to be looked at; absent where it need not be. */
  readonly lookAt?: Date;
};

const assignmentOf = (stored: StoredAssignment = { kind: 'nobody' }): Assignment =>
  stored.kind === 'handed-over' ? { ...stored, to: stored.to ?? undefined, note: stored.note ?? undefined } : stored;

const storedAssignmentOf = (assignment: Assignment): StoredAssignment =>
  assignment.kind === 'handed-over'
    ? { ...assignment, to: assignment.to ?? null, note: assignment.note ?? null }
    : assignment;

const patienceOf = (stored: StoredPatience = { kind: 'endless' }): Patience =>
  stored.kind === 'until' ? { ...stored, toldAt: stored.toldAt ?? undefined } : stored;

const storedPatienceOf = (patience: Patience): StoredPatience =>
  patience.kind === 'until' ? { ...patience, toldAt: patience.toldAt ?? null } : patience;

export const flagOf = (stored: StoredFlag): Flag => ({
  id: stored._id,
  clinicId: stored.clinicId,
  clientRef: stored.clientRef,
  surveyId: stored.surveyId,
  sessionId: stored.sessionId ?? undefined,
  level: stored.level,
  zone: stored.zone ?? undefined,
  state: stored.state,
  raisedAt: stored.raisedAt,
  sealed: stored.sealed,
  assignment: assignmentOf(stored.assignment),
  calls: stored.calls ?? [],
  seenByDoctor: stored.seenByDoctor ?? undefined,
  patience: patienceOf(stored.patience),
  cleared: stored.cleared ?? undefined,
});

/** Without what staff wrote. */
export const storedOf = (flag: Flag): Omit<StoredFlag, '_id' | 'version' | 'words'> => {
  const { id: _id, sessionId, zone, assignment, seenByDoctor, patience, cleared, ...rest } = flag;
  const lookAt = looksAt(flag);
  return {
    ...rest,
    sessionId: sessionId ?? null,
    zone: zone ?? null,
    assignment: storedAssignmentOf(assignment),
    seenByDoctor: seenByDoctor ?? null,
    patience: storedPatienceOf(patience),
    cleared: cleared ?? null,
    ...(lookAt === undefined ? {} : { lookAt }),
  };
};
