/** A database as it is after years: the demo university with thousands of lesson schedules in all states, each with its seats, log and notices. */
import type { Knex } from 'knex';
import type { CaseState, LogAction, NoticeKind } from '@qashyq/shared-types';
import { seedDemoUniversity } from '../../companion/src/demo/seed.js';
import { freezeContent } from '../../companion/src/features/schedules/schedule-content.js';
import { chain, emptyLogHash } from '../../companion/src/workflow/decision-log.js';

/** How far a schedule has come: the number of seats decided, and where that leaves it. */
interface Stage {
  state: CaseState;
  /** −1: never submitted. */
  decided: number;
}
/** Waiting for the dean, after both kafedras. */
export const waitingForDean: Stage = { state: 'inAgreement', decided: 2 };
const draft: Stage = { state: 'draft', decided: -1 };
const published: Stage = { state: 'published', decided: 5 };
/** One case in twenty is a draft, nine are under way or returned, the rest is published. */
const mixture: Stage[] = [
  draft,
  ...Array<Stage>(3).fill({ state: 'inAgreement', decided: 0 }),
  ...Array<Stage>(3).fill(waitingForDean),
  { state: 'inAgreement', decided: 3 },
  { state: 'inApproval', decided: 4 },
  { state: 'returned', decided: 3 },
  ...Array<Stage>(10).fill(published),
];
/** By column. Columns that are not named here have a default, as every column has that came later. */
type Row = Record<string, unknown>;
const linesInEach = 3;
const academicYears = 20;
const day = 86_400_000;

/** Fills an empty, migrated database. Equal arguments give equal rows with equal ids. */
export async function fillWithCases(
  db: Knex,
  count: number,
  now: number,
  stageOf: (index: number) => Stage = (index) => mixture[index % mixture.length]!,
): Promise<void> {
  await seedDemoUniversity(db, now);
  const people = new Map((await db('persons').select('id', 'login')).map(({ id, login }) => [login, id]));
  const units = new Map((await db('org_units').select('id', 'code')).map(({ id, code }) => [code, id]));
  const person = (login: string) => people.get(login)!;
  const unit = (code: string) => units.get(code)!;
  const route = [
    {
      step: 1,
      key: 'kafedras',
      role: 'chairHead',
      unit: unit('C11'),
      mode: 'parallel',
      days: 3,
      by: person('teacher01'),
    },
    {
      step: 1,
      key: 'kafedras',
      role: 'chairHead',
      unit: unit('C12'),
      mode: 'parallel',
      days: 3,
      by: person('teacher05'),
    },
    { step: 2, key: 'dean', role: 'dean', unit: unit('F1'), mode: 'sequential', days: 2, by: person('dean1') },
    {
      step: 3,
      key: 'department',
      role: 'dldHead',
      unit: unit('KRU'),
      mode: 'sequential',
      days: 3,
      by: person('dldhead'),
    },
    {
      step: 4,
      key: 'approval',
      role: 'viceRectorAcademic',
      unit: unit('KRU'),
      mode: 'sequential',
      days: 2,
      by: person('vicerector'),
    },
  ] as const;
  const author = person('dispatcher1');
  await db.batchInsert(
    'academic_terms',
    Array.from({ length: academicYears }, (_, index) => ({
      academic_year: yearOf(index),
      term: 1,
      starts_on: `${2001 + index}-09-01`,
      ends_on: `${2001 + index}-12-12`,
      week1_on: `${2001 + index}-09-01`,
    })),
  );

  const rows = {
    cases: [] as Row[],
    editions: [] as Row[],
    seats: [] as Row[],
    decisions: [] as Row[],
    notices: [] as Row[],
    effects: [] as Row[],
    schedules: [] as Row[],
    schedule_lines: [] as Row[],
  };
  for (let index = 0; index < count; index++) {
    const caseId = index + 1;
    const { state, decided } = stageOf(index);
    const submittedAt = now - (count - index) * 60_000 - 30 * day;
    const content = contentOf(caseId);
    rows.schedules.push({
      case_id: caseId,
      academic_year: yearOf(index),
      term: 1,
      faculty_code: 'F1',
      label: `${caseId}`,
    });
    rows.schedule_lines.push(...content.lines.map((line, position) => lineRow(caseId, position + 1, line)));
    const frozen = freezeContent(content);
    const firstSeatId = rows.seats.length + 1;
    let log = { length: 0, hash: emptyLogHash };
    const decide = (action: LogAction, seat: (typeof route)[number] | undefined, personId: number | null) => {
      const entry = chain(
        {
          caseId,
          seq: log.length + 1,
          action,
          editionNo: 1,
          editionHash: frozen.sha256,
          seatId: seat === undefined ? null : firstSeatId + route.indexOf(seat),
          personId,
          role: seat?.role ?? null,
          orgUnitId: seat?.unit ?? null,
          comment: '',
          remarks: action === 'return' ? [{ lineKey: null, text: 'The slot is taken.' }] : [],
          decidedAt: submittedAt + log.length * day,
        },
        log.hash,
      );
      log = { length: entry.seq, hash: entry.hash };
      rows.decisions.push({
        id: rows.decisions.length + 1,
        case_id: caseId,
        seq: entry.seq,
        action,
        edition_no: 1,
        edition_hash: frozen.sha256,
        seat_id: entry.seatId,
        person_id: personId,
        role: entry.role,
        org_unit_id: entry.orgUnitId,
        comment: '',
        remarks_json: JSON.stringify(entry.remarks),
        decided_at: entry.decidedAt,
        previous_hash: entry.previousHash,
        hash: entry.hash,
      });
      tell(action === 'return' ? 'caseReturned' : 'stepAgreed', author, entry.decidedAt);
    };
    const tell = (kind: NoticeKind, personId: number, at: number) => {
      const id = rows.notices.length + 1;
      const facts = { editionNo: 1, byPersonId: author, role: null, orgUnitId: null };
      const row = { id, person_id: personId, case_id: caseId, kind, facts_json: JSON.stringify(facts), created_at: at };
      rows.notices.push({ ...row, read_at: at + day });
      rows.effects.push(doneEffect(rows.effects.length + 1, id, caseId, at));
    };

    if (decided >= 0) {
      rows.editions.push({
        id: rows.editions.length + 1,
        case_id: caseId,
        edition_no: 1,
        content_json: frozen.json,
        hash: frozen.sha256,
        frozen_by: author,
        frozen_at: submittedAt,
      });
      const open = decided === 0 ? 2 : decided + 1;
      const seats = route.map((place, position): Row => {
        const isOpen = state !== 'returned' && position >= decided && position < open;
        const isDone = position < decided;
        return {
          id: firstSeatId + position,
          case_id: caseId,
          edition_no: 1,
          step_no: place.step,
          step_key: place.key,
          role: place.role,
          org_unit_id: place.unit,
          mode: place.mode,
          decision: place.key === 'approval' ? 'approve' : 'agree',
          working_days: place.days,
          state: isDone ? 'done' : isOpen ? 'active' : state === 'returned' ? 'expired' : 'waiting',
          fingerprint: frozen.sha256,
          opened_at: isDone || isOpen ? submittedAt : null,
          due_at: isDone || isOpen ? submittedAt + place.days * day : null,
          closed_at: isDone ? submittedAt + day : null,
          agreed_in_edition: null,
        };
      });
      rows.seats.push(...seats);
      decide('submit', undefined, author);
      for (let position = 0; position < decided; position++) {
        const last = state === 'returned' && position === decided - 1;
        decide(last ? 'return' : position === 4 ? 'approve' : 'agree', route[position], route[position]!.by);
      }
      if (state === 'published') decide('publish', undefined, null);
    }
    rows.cases.push({
      id: caseId,
      kind: 'lessonSchedule',
      title_kk: `Сабақ кестесі, ${yearOf(index)}, 1-кезең`,
      title_ru: `Расписание занятий, ${yearOf(index)}, семестр 1`,
      title_en: `Lesson schedule, ${yearOf(index)}, term 1`,
      author_id: author,
      org_unit_id: unit('F1'),
      state,
      version: log.length,
      edition_no: decided >= 0 ? 1 : 0,
      approved_edition_no: state === 'published' ? 1 : null,
      published_edition_no: state === 'published' ? 1 : null,
      route_json: null,
      log_length: log.length,
      log_hash: log.hash,
      created_at: submittedAt,
      updated_at: submittedAt + log.length * day,
    });
  }
  await db.transaction(async (trx) => {
    for (const [table, tableRows] of Object.entries(rows)) await trx.batchInsert(table, tableRows, 500);
  });
}

const yearOf = (index: number): string => {
  const year = 2001 + (index % academicYears);
  return `${year}/${String(year + 1).slice(2)}`;
};

function contentOf(caseId: number) {
  return {
    header: { academicYear: yearOf(caseId - 1), term: 1, facultyCode: 'F1', label: `${caseId}` },
    lines: Array.from({ length: linesInEach }, (_, index) => ({
      key: `00000000-0000-4000-8000-${String(caseId * 10 + index).padStart(12, '0')}`,
      weekday: 1 + (caseId % 6),
      firstSlot: 1 + index * 2,
      lastSlot: 2 + index * 2,
      weeks: [1 + (caseId % 15)],
      disciplineCode: 'D01',
      lessonType: 'lecture' as const,
      groupCodes: [`G-${caseId}`],
      teacherCode: index === 1 ? 'T05' : 'T01',
      mode: 'onlineSync' as const,
      roomCode: null,
      link: null,
      language: null,
      remark: null,
      clashReason: 'agreed',
    })),
  };
}

function lineRow(caseId: number, position: number, line: ReturnType<typeof contentOf>['lines'][number]): Row {
  return {
    line_key: line.key,
    case_id: caseId,
    position,
    weekday: line.weekday,
    first_slot: line.firstSlot,
    last_slot: line.lastSlot,
    weeks_json: JSON.stringify(line.weeks),
    discipline_code: line.disciplineCode,
    lesson_type: line.lessonType,
    group_codes_json: JSON.stringify(line.groupCodes),
    teacher_code: line.teacherCode,
    mode: line.mode,
    room_code: line.roomCode,
    clash_reason: line.clashReason,
  };
}

function doneEffect(id: number, noticeId: number, caseId: number, at: number): Row {
  return {
    id,
    kind: 'deliver-notice',
    dedupe_key: `notice:${noticeId}`,
    serial_key: `notice:${noticeId}`,
    running_key: null,
    payload_json: JSON.stringify({ noticeId }),
    case_id: caseId,
    state: 'done',
    attempts: 1,
    run_at: at,
    lease_owner: null,
    lease_until: null,
    error_code: null,
    error_details_json: null,
    created_at: at,
    done_at: at,
  };
}
