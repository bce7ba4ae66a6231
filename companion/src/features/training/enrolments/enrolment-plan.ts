/** Who should be in the Moodle course of a training, and in which state. Pure. */
import type { ApplicationState, MoodleEnrolment } from '@qashyq/shared-types';

export interface EnrolmentFacts {
  /** `idnumber` of the course; null: none, or no longer. */
  course: string | null;
  /** Announced or completed: the course has its people. */
  isRunning: boolean;
  /** Its first session has begun. */
  hasBegun: boolean;
  isCompleted: boolean;
  /** Trainers of the house. */
  trainerIds: readonly number[];
  participants: readonly { personId: number; state: ApplicationState }[];
  /** Whom Moodle was asked to enrol before. */
  known: readonly { personId: number; course: string }[];
  /** Who is in one of these courses for another training: they stay. */
  elsewhere: readonly { personId: number; course: string }[];
}

export interface EnrolmentWish {
  personId: number;
  course: string;
  role: MoodleEnrolment['role'];
  state: MoodleEnrolment['state'];
}

export interface EnrolmentPlan {
  /** Who belongs to the course. */
  stay: EnrolmentWish[];
  /** Who belongs to it no longer. */
  leave: EnrolmentWish[];
  /** Known enrolments that another training holds now: nothing is to be done in Moodle. */
  handedOver: { personId: number; course: string }[];
}

/**
 * Trainers teach, participants learn; who does both teaches. Who gave up the seat before the training began is unenrolled; after that work
 * may lie in the course, so they are suspended, as are those who never came once the results are final.
 */
export function planEnrolments(facts: EnrolmentFacts): EnrolmentPlan {
  const { course, trainerIds, participants, hasBegun } = facts;
  const stay: EnrolmentWish[] =
    course === null || !facts.isRunning
      ? []
      : [
          ...trainerIds.map((personId) => ({ personId, course, role: 'teacher' as const, state: 'active' as const })),
          ...participants
            .filter(({ personId }) => !trainerIds.includes(personId))
            .map(({ personId, state }) => ({
              personId,
              course,
              role: 'student' as const,
              state: stateInCourse(state, facts.isCompleted),
            })),
        ];
  const staying = new Set(stay.map(keyOf));
  const elsewhere = new Set(facts.elsewhere.map(keyOf));
  const leaving = facts.known.filter((known) => !staying.has(keyOf(known)));
  return {
    stay,
    leave: leaving
      .filter((known) => !elsewhere.has(keyOf(known)))
      .map(({ personId, course: left }) => ({
        personId,
        course: left,
        role: 'student',
        state: hasBegun ? 'suspended' : 'gone',
      })),
    handedOver: leaving.filter((known) => elsewhere.has(keyOf(known))),
  };
}

function stateInCourse(state: ApplicationState, isCompleted: boolean): MoodleEnrolment['state'] {
  if (state === 'completed' || state === 'certified') return 'completed';
  return state === 'missed' && isCompleted ? 'suspended' : 'active';
}

const keyOf = ({ personId, course }: { personId: number; course: string }): string => `${personId} ${course}`;
