import type { Assignment, Call, Flag } from '../../domain/flag.js';

type StoredAssignment =
  | Exclude<Assignment, { kind: 'handed-over' }>
  | {
      readonly kind: 'handed-over';
      readonly by: string;
      readonly at: Date;
      readonly to: string | null;
      readonly note: string | null;
    };

/** What came later is missing in documents of before. */
export type StoredFlag = Omit<
  Flag,
  'id' | 'sessionId' | 'cleared' | 'zone' | 'assignment' | 'calls' | 'seenByDoctor'
> & {
  readonly _id: string;
  readonly version: number;
  readonly sessionId: string | null;
  readonly cleared: Flag['cleared'] | null;
  readonly zone?: string | null;
  readonly assignment?: StoredAssignment;
  readonly calls?: readonly Call[];
  readonly seenByDoctor?: Flag['seenByDoctor'] | null;
};

const assignmentOf = (stored: StoredAssignment = { kind: 'nobody' }): Assignment =>
  stored.kind === 'handed-over' ? { ...stored, to: stored.to ?? undefined, note: stored.note ?? undefined } : stored;

const storedAssignmentOf = (assignment: Assignment): StoredAssignment =>
  assignment.kind === 'handed-over'
    ? { ...assignment, to: assignment.to ?? null, note: assignment.note ?? null }
    : assignment;

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
  cleared: stored.cleared ?? undefined,
});

export const storedOf = ({
  id: _id,
  sessionId,
  zone,
  assignment,
  seenByDoctor,
  cleared,
  ...rest
}: Flag): Omit<StoredFlag, '_id' | 'version'> => ({
  ...rest,
  sessionId: sessionId ?? null,
  zone: zone ?? null,
  assignment: storedAssignmentOf(assignment),
  seenByDoctor: seenByDoctor ?? null,
  cleared: cleared ?? null,
});
