/** Sessions and lists as screens show them. */
import type { Knex } from 'knex';
import type { AttendanceSheet, SessionBrief } from '@qashyq/shared-types';
import type { AttendanceMarkRow, TrainingRow, TrainingSessionRow } from '../../../db/tables.js';
import { instant, loadBriefs } from '../../../workflow/case-presenter.js';
import { trainingTitle } from '../present-training.js';
import { lastMarks, listListed, listSessions } from './attendance-store.js';
import { isOpenForCheckIn, marginMs } from './check-in-code.js';

/** @param no from 1, in the order of time */
export function sessionBrief(row: TrainingSessionRow, no: number, now: number): SessionBrief {
  return {
    id: row.id,
    no,
    heldOn: row.held_on,
    starts: row.starts,
    ends: row.ends,
    place: row.room_code ?? '',
    isOpen: isOpenForCheckIn(row, now),
    hasBegun: hasBegun(row, now),
  };
}

/** People come before the hour strikes, and are marked then. */
export function hasBegun(row: TrainingSessionRow, now: number): boolean {
  return now >= Number(row.starts_at) - marginMs;
}

/** The session at hand: the one that runs, else the last that began, else the first. */
function atHand(sessions: readonly TrainingSessionRow[], now: number): TrainingSessionRow | undefined {
  return sessions.findLast((row) => hasBegun(row, now)) ?? sessions[0];
}

export async function presentSheet(
  db: Knex,
  training: TrainingRow,
  sessionId: number | undefined,
  now: number,
): Promise<AttendanceSheet> {
  const sessions = await listSessions(db, training.id);
  const chosen = sessionId === undefined ? atHand(sessions, now) : sessions.find((row) => row.id === sessionId);
  const briefs = sessions.map((row, index) => sessionBrief(row, index + 1, now));
  const listed = await listListed(db, training.id);
  const marks = chosen === undefined ? new Map<number, AttendanceMarkRow>() : await lastMarks(db, chosen.id);
  const { person, orgUnit } = await loadBriefs(
    db,
    [...listed.map((row) => row.person_id), ...[...marks.values()].map((mark) => mark.person_id)],
    listed.flatMap((row) => row.org_unit_id ?? []),
  );
  return {
    training: { id: training.id, title: trainingTitle(training), attendancePercent: training.attendance_percent },
    sessions: briefs,
    session: briefs.find((brief) => brief.id === chosen?.id) ?? null,
    canMark: training.state !== 'cancelled' && chosen !== undefined && hasBegun(chosen, now),
    rows: listed.map((row) => {
      const mark = marks.get(row.id);
      return {
        applicationId: row.id,
        person: person(row.person_id),
        unit: row.org_unit_id === null ? null : orgUnit(row.org_unit_id),
        mark:
          mark?.status == null
            ? null
            : {
                status: mark.status,
                reason: mark.reason,
                way: mark.way,
                by: person(mark.person_id),
                at: instant(mark.marked_at),
              },
      };
    }),
  };
}
