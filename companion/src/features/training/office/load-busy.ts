import type { Knex } from 'knex';
import type { TrainingDraft } from '@qashyq/shared-types';
import { lessonsBetween } from '../../schedules/timetable/lessons-between.js';
import type { ListApprovedEditions } from '../../schedules/timetable/approved-editions.js';
import type { Owner } from '../../schedules/timetable/term-lessons.js';
import { trainingTitle } from '../present-training.js';
import type { Busy } from './busy.js';
import { spanOf } from './training-rules.js';

/**
 * Lessons in force and sessions of other announced trainings that need a room or a trainer of this draft, within its span.
 * @param exceptId the training itself; null for one that is not saved yet
 */
export async function loadBusy(
  db: Knex,
  approved: ListApprovedEditions,
  draft: Pick<TrainingDraft, 'sessions' | 'trainers'>,
  exceptId: number | null,
): Promise<Busy[]> {
  const span = spanOf(draft.sessions);
  if (span === undefined) return [];
  const personIds = draft.trainers.flatMap(({ personId }) => personId ?? []);
  const rooms = [...new Set(draft.sessions.flatMap(({ room }) => (room === '' ? [] : [room])))];
  const teachers = await db('persons').whereIn('id', personIds).whereNotNull('staff_code').select('id', 'staff_code');
  const personOf = new Map(teachers.map(({ id, staff_code }) => [staff_code!, id]));
  const owners: Owner[] = [
    ...[...personOf.keys()].map((code) => ({ owner: 'teacher' as const, code })),
    ...rooms.map((code) => ({ owner: 'room' as const, code })),
  ];
  const lessons = await lessonsBetween(db, approved, owners, span);
  return [
    ...lessons.map((lesson): Busy => {
      const personId = personOf.get(lesson.teacherCode);
      return {
        startsAt: lesson.startsAt,
        endsAt: lesson.endsAt,
        what: 'lesson',
        title: lesson.discipline,
        groupCodes: lesson.groupCodes,
        room: lesson.roomCode,
        personIds: personId === undefined ? [] : [personId],
      };
    }),
    ...(await otherTrainings(db, span, exceptId)),
  ];
}

async function otherTrainings(
  db: Knex,
  span: { startsAt: number; endsAt: number },
  exceptId: number | null,
): Promise<Busy[]> {
  const sessions = await db('training_sessions')
    .join('trainings', 'trainings.id', 'training_sessions.training_id')
    .where('trainings.state', 'announced')
    .whereNot('trainings.id', exceptId ?? 0)
    .where('training_sessions.ends_at', '>', span.startsAt)
    .where('training_sessions.starts_at', '<', span.endsAt)
    .select<
      {
        id: number;
        starts_at: number;
        ends_at: number;
        room_code: string | null;
        title_kk: string;
        title_ru: string;
        title_en: string;
      }[]
    >(
      'trainings.id',
      'training_sessions.starts_at',
      'training_sessions.ends_at',
      'room_code',
      'title_kk',
      'title_ru',
      'title_en',
    );
  const trainers = await db('training_trainers')
    .whereIn('training_id', [...new Set(sessions.map(({ id }) => id))])
    .whereNotNull('person_id');
  return sessions.map((session) => ({
    startsAt: Number(session.starts_at),
    endsAt: Number(session.ends_at),
    what: 'training',
    title: trainingTitle(session),
    groupCodes: [],
    room: session.room_code,
    personIds: trainers.filter(({ training_id }) => training_id === session.id).map(({ person_id }) => person_id!),
  }));
}
