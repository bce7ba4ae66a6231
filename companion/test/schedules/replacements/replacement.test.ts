/** The life of a replacement: prepared, agreed, in force in calendar and timetables, withdrawn, lapsed. */
import { expect } from 'chai';
import {
  clashSchema,
  replacementCheckSchema,
  replacementPartnersSchema,
  replacementViewSchema,
} from '@qashyq/shared-types';
import { clashesOf } from '../../../src/features/schedules/schedule-feature.js';
import { audit } from '../../../src/audit/audit.js';
import { planPublication } from '../../../src/effects/publication.js';
import { contentOf } from '../../../src/features/schedules/schedule-content.js';
import { loadHeldTerm } from '../../../src/features/schedules/replacements/replacement-state.js';
import {
  checkReplacement,
  presentReplacement,
  presentReplacementPartners,
  saveReplacement,
} from '../../../src/features/schedules/replacements/replacement-editing.js';
import { heldLines } from '../../../src/features/schedules/replacements/held-lines.js';
import { replaceLines } from '../../../src/features/schedules/schedule-store.js';
import {
  createApprovedDated,
  createApprovedEditions,
} from '../../../src/features/schedules/timetable/approved-editions.js';
import { lessonsBetween } from '../../../src/features/schedules/timetable/lessons-between.js';
import { presentTimetable } from '../../../src/features/schedules/timetable/present-timetable.js';
import { calendarFeed } from '../../../src/features/schedules/timetable/calendar-feed.js';
import { presentCase } from '../../../src/workflow/case-presenter.js';
import { createCaseStore } from '../../../src/workflow/case-store.js';
import { approveCase } from '../../support/approval.js';
import { draftSchedule, line } from '../../support/university.js';
import {
  act,
  agreed,
  approved,
  asking,
  calendar,
  exchange,
  move,
  openReplacements,
  prepare,
  refusal,
  substitution,
  swap,
  type ReplacementFixture,
} from './replacement-fixture.js';

const day = 86_400_000;

describe('a replacement of lessons', () => {
  let fixture: ReplacementFixture;
  const facts = () => fixture.university.db('lesson_replacements').orderBy('id');
  const stateOf = async (caseId: number) =>
    (await createCaseStore(fixture.university.db, fixture.university.engine.now).getCase(caseId)).state;
  const toldOf = async (kind: 'lessonReplaced' | 'lessonReplacementEnded') => {
    const { db } = fixture.university;
    const rows = await db('notices').join('persons', 'persons.id', 'notices.person_id').where({ kind });
    return rows.map((row) => (row as unknown as { staff_code: string }).staff_code);
  };
  const queued = async (cause: string) =>
    (await fixture.university.db('effects').where({ kind: 'publish-calendar' })).filter(({ dedupe_key }) =>
      dedupe_key.includes(`:${cause}`),
    );
  const held = async () => {
    const term = await loadHeldTerm(fixture.university.db, { academicYear: '2026/27', term: 1 });
    return heldLines(term.planned, term.replacements, term.calendar.week1On)
      .flatMap(({ line: each }) =>
        each.weeks.map(
          (week) => `${week}.${each.weekday} ${each.firstSlot} ${each.teacherCode} ${each.roomCode ?? '-'}`,
        ),
      )
      .sort();
  };
  const asPlanned = ['7.1 1 T03 -', '7.4 3 T04 1-305', '8.1 1 T03 -', '8.4 3 T04 1-305'];
  const correct = async (change: object) => {
    const { university, scheduleCaseId, mine, theirs } = fixture;
    await act(fixture, 'dispatcher1', scheduleCaseId, 'revise');
    await replaceLines(university.db, scheduleCaseId, [{ ...mine, ...change }, theirs]);
    await approveCase(university, scheduleCaseId);
  };

  beforeEach(async () => {
    fixture = await openReplacements();
  });
  /** Whatever happened: nothing was lost or done twice. */
  afterEach(async () => {
    expect((await audit(fixture.university.db)).broken).to.deep.equal([]);
  });

  it('goes to the kafedras of both teachers and then to the head of the department, and is in force at once', async () => {
    const caseId = await prepare(fixture, substitution(fixture, { teacherCode: 'T05' }));
    await act(fixture, 'dispatcher1', caseId, 'submit');
    const seats = await createCaseStore(fixture.university.db, fixture.university.engine.now).listSeats(caseId, 1);
    expect(seats.map(({ role }) => role)).to.deep.equal(['chairHead', 'chairHead', 'dldHead']);
    const simple = await approved(fixture, substitution(fixture, { week: 8, toOn: '2026-10-19' }));
    expect(await stateOf(simple)).to.equal('approved');
    const [fact] = await facts();
    expect(fact).to.include({ planned_teacher: 'T03', actual_teacher: 'T02', planned_on: '2026-10-19' });
    expect(fact!.reason).to.equal('Іссапар');
  });

  it('changes the event of that lesson and of no other, under the same id, and learners are not told why', async () => {
    const before = await calendar(fixture);
    await approved(fixture, substitution(fixture));
    const after = await calendar(fixture);
    const ids = (events: typeof after) => events.map(({ externalid }) => externalid).sort();
    expect(ids(after)).to.deep.equal(ids(before));
    const changed = after.filter((event) => !before.some((old) => JSON.stringify(old) === JSON.stringify(event)));
    expect(changed).to.have.length(1);
    expect(changed[0]!.name).to.match(/^(Басқа оқытушы|Замена): /);
    expect(changed[0]!.description).to.include('12.10.2026').and.include('Ковалева').and.not.include('Іссапар');
  });

  it('tells the substituted and the substitute, once, and queues one publication', async () => {
    await approved(fixture, substitution(fixture));
    expect(await toldOf('lessonReplaced')).to.have.members(['T02', 'T03']);
    expect(await queued('replacement')).to.have.length(1);
  });

  it('stands in the timetables of both teachers and in the calendar feed with how it was planned and why', async () => {
    const { university } = fixture;
    const { db, engine, clock } = university;
    const caseId = await approved(fixture, substitution(fixture));
    const lists = { approved: createApprovedEditions(), approvedDated: createApprovedDated() };
    const of = async (login: string) => presentTimetable(db, lists, await university.person(login), {}, clock.at);
    const [substituted, substitute] = [await of('teacher03'), await of('teacher02')];
    expect(substituted.lines.map(({ weeks }) => weeks)).to.deep.equal([[8]]);
    expect(Object.keys(substituted.replaceable)).to.deep.equal([fixture.mine.key]);
    expect(substitute.lines.map(({ weeks }) => weeks)).to.deep.equal([[7]]);
    expect(substitute.replaceable).to.deep.equal({});
    expect(substitute.replaced).to.deep.equal([
      {
        lineKey: substitute.lines[0]!.key,
        on: '2026-10-12',
        kind: 'substitution',
        caseId,
        reason: 'Іссапар',
        firstSlot: 1,
        lastSlot: 2,
        mode: 'onlineSync',
        roomCode: null,
        teacherCode: 'T03',
      },
    ]);
    expect(substitute.names.teachers['T03']?.ru).to.equal('Ковалева Ирина Сергеевна');
    const person = (await db('persons').where({ staff_code: 'T02' }).first())!;
    const feed = await calendarFeed(
      { db, catalogue: engine.catalogue, ...lists, publicUrl: 'https://q.example' },
      person,
      clock.at,
    );
    const unfolded = feed.replaceAll('\r\n ', '');
    expect(unfolded).to.include('Іссапар').and.include('12.10.2026').and.include('DTSTART:20261012T033000Z');
  });

  it('in the calendar feed of whoever is substituted the lesson is cancelled, under the same id, and names who holds it', async () => {
    const { db, engine, clock } = fixture.university;
    const feedOf = async () => {
      const lists = { approved: createApprovedEditions(), approvedDated: createApprovedDated() };
      const person = (await db('persons').where({ staff_code: 'T03' }).first())!;
      const deps = { db, catalogue: engine.catalogue, ...lists, publicUrl: 'https://q.example' };
      return (await calendarFeed(deps, person, clock.at)).replaceAll('\r\n ', '').split('BEGIN:VEVENT').slice(1);
    };
    const idsOf = (events: string[]) => events.map((event) => /UID:(\S+)/.exec(event)![1]).sort();
    const before = await feedOf();
    await approved(fixture, substitution(fixture));
    const after = await feedOf();
    expect(idsOf(after)).to.deep.equal(idsOf(before));
    const cancelled = after.filter((event) => event.includes('STATUS:CANCELLED'));
    expect(cancelled).to.have.length(1);
    const substitute = (await db('persons').where({ staff_code: 'T02' }).first())!;
    expect(cancelled[0]).to.include('DTSTART:20261012T033000Z').and.include(substitute.name_ru.split(' ')[0]);
  });

  it('a moved lesson leaves its time and takes the other, also for who looks for a time when somebody is free', async () => {
    const { university } = fixture;
    await approved(fixture, move(fixture, { toOn: '2026-10-14', firstSlot: 5, lastSlot: 6 }));
    expect(await held()).to.deep.equal(['7.3 5 T03 -', ...asPlanned.slice(1)]);
    const span = { startsAt: university.clock.at, endsAt: university.clock.at + 7 * day };
    const lessons = await lessonsBetween(
      university.db,
      createApprovedEditions(),
      [{ owner: 'teacher', code: 'T03' }],
      span,
    );
    expect(lessons.map(({ startsAt }) => new Date(startsAt).toISOString().slice(0, 10))).to.deep.equal(['2026-10-14']);
  });

  it('two lessons of a swap stand in each other’s place, are published together and are withdrawn together', async () => {
    const before = await calendar(fixture);
    const caseId = await approved(fixture, swap(fixture));
    expect(await held()).to.deep.equal(['7.1 1 T04 -', '7.4 3 T03 1-305', ...asPlanned.slice(2)]);
    expect(await toldOf('lessonReplaced')).to.have.members(['T03', 'T04']);
    const ids = (events: typeof before) => events.map(({ externalid }) => externalid).sort();
    expect(ids(await calendar(fixture))).to.deep.equal(ids(before));
    await act(fixture, 'dispatcher1', caseId, 'withdraw');
    expect(await held()).to.deep.equal(asPlanned);
    expect(await calendar(fixture)).to.deep.equal(before);
    expect(await toldOf('lessonReplacementEnded')).to.have.members(['T03', 'T04']);
    expect(await queued('replacement')).to.have.length(2);
  });

  it('a swap of which one lesson has been held, and a moved lesson whose planned day is over, are not taken back', async () => {
    const swapped = await approved(fixture, swap(fixture));
    fixture.university.clock.at += 5 * day;
    const error = await refusal(act(fixture, 'dispatcher1', swapped, 'withdraw'));
    expect([error.code, error.facts.details?.map(({ field }) => field)]).to.deep.equal([
      'forceHasObstacles',
      ['replacement_begun'],
    ]);
    expect(await held())
      .to.include('7.4 3 T03 1-305')
      .and.include('7.1 1 T04 -');
    fixture = await openReplacements();
    const moved = await approved(fixture, move(fixture, { toOn: '2026-10-16' }));
    fixture.university.clock.at += 5 * day;
    expect((await refusal(act(fixture, 'dispatcher1', moved, 'withdraw'))).code).to.equal('forceHasObstacles');
    expect(await stateOf(moved)).to.equal('approved');
  });

  it('of two requests for one lesson the one approved first holds, and the other is told so before and at its approval', async () => {
    const [first, second] = [
      await agreed(fixture, substitution(fixture)),
      await agreed(fixture, move(fixture, { toOn: '2026-10-14' })),
    ];
    await act(fixture, 'dldhead', first, 'approve');
    const head = await fixture.university.person('dldhead');
    const seen = await presentCase(fixture.university.engine, head, second);
    expect(seen.obstacles.map(({ code }) => code)).to.deep.equal(['replacement_taken']);
    expect(seen.allowedActions).to.include('return').and.not.include('approve');
    const error = await refusal(act(fixture, 'dldhead', second, 'approve'));
    expect([error.code, error.facts.details?.map(({ field }) => field)]).to.deep.equal([
      'forceHasObstacles',
      ['replacement_taken'],
    ]);
    expect(await stateOf(second)).to.equal('inApproval');
    expect(await facts()).to.have.length(1);
  });

  it('two requests for one lesson approved at the same moment: one comes into force, whichever it is', async () => {
    const cases = [
      await agreed(fixture, substitution(fixture)),
      await agreed(fixture, substitution(fixture, { teacherCode: 'T01' })),
    ];
    const outcomes = await Promise.allSettled(cases.map((caseId) => act(fixture, 'dldhead', caseId, 'approve')));
    expect(outcomes.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    expect(await facts()).to.have.length(1);
  });

  it('two requests that would put one room to two lessons: the second is refused at its approval', async () => {
    const place = { toOn: '2026-10-14', mode: 'campus', roomCode: '1-305' } as const;
    const first = await agreed(fixture, move(fixture, place));
    const other = { ...substitution(fixture).lessons[0]!, ...place, lineKey: fixture.theirs.key, teacherCode: 'T04' };
    const second = await agreed(fixture, { ...move(fixture, {}), lessons: [other] });
    await act(fixture, 'dldhead', first, 'approve');
    const error = await refusal(act(fixture, 'dldhead', second, 'approve'));
    expect(error.facts.details?.map(({ field }) => field)).to.deep.equal(['replacement_clashes']);
  });

  it('a second click begins nothing a second time', async () => {
    const [one, other] = await Promise.all([
      prepare(fixture, substitution(fixture)),
      prepare(fixture, substitution(fixture)),
    ]);
    expect(other).to.equal(one);
    fixture.university.clock.at += 2 * 60_000;
    expect(await prepare(fixture, substitution(fixture))).not.to.equal(one);
  });

  it('a corrected edition that leaves the line alone keeps the replacement', async () => {
    await approved(fixture, substitution(fixture));
    await correct({ remark: 'new' });
    expect(await facts()).to.have.length(1);
    expect(await toldOf('lessonReplacementEnded')).to.deep.equal([]);
  });

  it('a corrected edition that changes a line ends its replacement, and both lessons of a swap; their teachers are told', async () => {
    const caseId = await approved(fixture, swap(fixture));
    await correct({ firstSlot: 5, lastSlot: 6 });
    expect(await facts()).to.deep.equal([]);
    expect(await held()).to.deep.equal(['7.1 5 T03 -', '7.4 3 T04 1-305', '8.1 5 T03 -', '8.4 3 T04 1-305']);
    expect(await toldOf('lessonReplacementEnded')).to.have.members(['T03', 'T04']);
    const reader = await fixture.university.person('dispatcher1');
    const shown = await presentReplacement(fixture.university.engine, reader, caseId, 1);
    expect(shown.lapsed).to.deep.equal(shown.content.lessons.map(({ key }) => key));
  });

  it('two lessons of two schedules change places: both calendars follow, and a new edition of one ends it in both', async () => {
    const { university } = fixture;
    const elsewhere = line({ weekday: 5, groupCodes: ['АЖ-24-11'], teacherCode: 'T04', weeks: [7] });
    const otherId = await draftSchedule(university, [elsewhere]);
    await approveCase(university, otherId);
    const [one] = move(fixture, { toOn: '2026-10-16' }).lessons;
    const other = { ...one!, lineKey: elsewhere.key, teacherCode: 'T04', toOn: '2026-10-12' };
    const caseId = await approved(fixture, { ...swap(fixture), lessons: [one!, other] });
    expect((await facts()).map(({ schedule_case_id }) => schedule_case_id)).to.deep.equal([
      fixture.scheduleCaseId,
      otherId,
    ]);
    const published = async (cause: string) => (await queued(cause)).map(({ case_id }) => case_id).sort();
    expect(await published('replacement')).to.deep.equal([fixture.scheduleCaseId, otherId].sort());
    const inOther = (await planPublication(university.engine, otherId, 1))!.events;
    expect(inOther.map(({ timestart }) => new Date(timestart * 1000).toISOString().slice(0, 10))).to.deep.equal([
      '2026-10-12',
    ]);
    await correct({ teacherCode: 'T01' });
    expect(await facts()).to.deep.equal([]);
    expect(await published('lapse')).to.deep.equal([otherId]);
    expect(await stateOf(caseId)).to.equal('approved');
    const after = (await planPublication(university.engine, otherId, 1))!.events;
    expect(after.map(({ externalid }) => externalid)).to.deep.equal(inOther.map(({ externalid }) => externalid));
    expect(new Date(after[0]!.timestart * 1000).toISOString().slice(0, 10)).to.equal('2026-10-16');
  });

  it('a request under way whose line a corrected edition changes cannot be approved', async () => {
    const caseId = await agreed(fixture, substitution(fixture));
    await correct({ remark: null, roomCode: '1-212', mode: 'campus' });
    const error = await refusal(act(fixture, 'dldhead', caseId, 'approve'));
    expect(error.facts.details?.map(({ field }) => field)).to.include('replacement_linechanged');
  });

  it('a schedule that is being corrected is told where a replaced lesson stands in its way, and not that it meets itself', async () => {
    const { university, scheduleCaseId, mine, theirs } = fixture;
    const caseId = await approved(fixture, move(fixture, { toOn: '2026-10-14', firstSlot: 5, lastSlot: 6 }));
    const lines = (change: object) => ({
      header: { academicYear: '2026/27', term: 1, facultyCode: 'F1', label: '' },
      lines: [mine, { ...theirs, ...change }],
    });
    expect(await clashesOf(university.db, lines({}), scheduleCaseId)).to.deep.equal([]);
    const found = await clashesOf(university.db, lines({ weekday: 3, firstSlot: 5, lastSlot: 6 }), scheduleCaseId);
    expect(
      found.map(({ resource, lineKey, otherCaseId, weeks }) => [resource, lineKey, otherCaseId, weeks]),
    ).to.deep.equal([['group', theirs.key, caseId, [7]]]);
    expect(clashSchema.strict().safeParse(found[0]).success).to.equal(true);
    // The correction ends the replacement, so it stands in nobody's way.
    const ending = { ...lines({ weekday: 3, firstSlot: 5, lastSlot: 6 }), lines: [{ ...mine, teacherCode: 'T01' }] };
    expect(await clashesOf(university.db, ending, scheduleCaseId)).to.deep.equal([]);
  });

  it('an edition under way that gives the place to another lesson meanwhile cannot be approved until one of them goes', async () => {
    const { university, scheduleCaseId, mine, theirs } = fixture;
    await act(fixture, 'dispatcher1', scheduleCaseId, 'revise');
    await replaceLines(university.db, scheduleCaseId, [mine, { ...theirs, weekday: 3, firstSlot: 5, lastSlot: 6 }]);
    await act(fixture, 'dispatcher1', scheduleCaseId, 'submit');
    const moved = await approved(fixture, move(fixture, { toOn: '2026-10-14', firstSlot: 5, lastSlot: 6 }));
    const error = await refusal(approveCase(university, scheduleCaseId));
    expect(error.facts.details?.map(({ field }) => field)).to.deep.equal(['replacedlessons']);
    await act(fixture, 'dispatcher1', moved, 'withdraw');
    await approveCase(university, scheduleCaseId);
    expect(await stateOf(scheduleCaseId)).to.equal('approved');
  });

  it('is not withdrawn into a place that another lesson has taken since', async () => {
    const first = await approved(fixture, move(fixture, { toOn: '2026-10-14' }));
    const { lineKey } = substitution(fixture, { lineKey: fixture.theirs.key }).lessons[0]!;
    const there = { lineKey, teacherCode: 'T04', toOn: '2026-10-12', mode: 'campus', roomCode: '1-305' } as const;
    const second = await approved(fixture, move(fixture, there));
    const error = await refusal(act(fixture, 'dispatcher1', first, 'withdraw'));
    expect(error.facts.details?.map(({ field }) => field)).to.deep.equal(['replacement_placetaken']);
    await act(fixture, 'dispatcher1', second, 'withdraw');
    await act(fixture, 'dispatcher1', first, 'withdraw');
    expect(await held()).to.deep.equal(asPlanned);
  });

  it('may be corrected while it is in force: the later edition holds, and what did not change is not told again', async () => {
    const { university } = fixture;
    const caseId = await approved(fixture, substitution(fixture));
    await act(fixture, 'dispatcher1', caseId, 'revise');
    const { version } = await createCaseStore(university.db, university.engine.now).getCase(caseId);
    const second = substitution(fixture, { week: 8, toOn: '2026-10-19' }).lessons;
    const wider = { ...substitution(fixture), lessons: [...substitution(fixture).lessons, ...second] };
    await saveReplacement(asking(university), await university.person('dispatcher1'), wider, { caseId, version });
    await act(fixture, 'dispatcher1', caseId, 'submit');
    await act(fixture, 'teacher01', caseId, 'agree');
    const before = await facts();
    await act(fixture, 'dldhead', caseId, 'approve');
    expect((await facts()).map(({ week }) => week)).to.deep.equal([7, 8]);
    expect((await facts())[0]).to.deep.equal(before[0]);
  });

  it('clashes on the very date are found, the whole day is shown, and it cannot be submitted', async () => {
    const busy = line({ teacherCode: 'T04', groupCodes: ['АЖ-24-11'], weeks: [7] });
    fixture = await openReplacements([busy]);
    const { university } = fixture;
    const dispatcher = await university.person('dispatcher1');
    const { reason: _reason, ...input } = substitution(fixture, { teacherCode: 'T04' });
    const checked = await checkReplacement(asking(university), dispatcher, input);
    expect(checked.clashes.map(({ resource, resourceCode }) => [resource, resourceCode])).to.deep.equal([
      ['teacher', 'T04'],
    ]);
    expect(checked.days[0]!.lessons).to.have.length(2);
    const caseId = await prepare(fixture, substitution(fixture, { teacherCode: 'T04' }));
    expect((await refusal(act(fixture, 'dispatcher1', caseId, 'submit'))).code).to.equal('caseHasObstacles');
    const later = substitution(fixture, { teacherCode: 'T04', week: 8, toOn: '2026-10-19' });
    expect((await checkReplacement(asking(university), dispatcher, later)).clashes).to.deep.equal([]);
  });

  it('a date outside the term is a mistake that is told, and can be shown as a draft', async () => {
    const { university } = fixture;
    const dispatcher = await university.person('dispatcher1');
    for (const toOn of ['2026-08-01', '2027-02-01']) {
      const answer = await checkReplacement(asking(university), dispatcher, move(fixture, { toOn }));
      expect(answer.mistakes, toOn).not.to.deep.equal([]);
      expect(replacementCheckSchema.safeParse(answer).success, toOn).to.equal(true);
      const caseId = await prepare(fixture, move(fixture, { toOn }));
      const draft = await presentReplacement(university.engine, dispatcher, caseId, null);
      expect(replacementViewSchema.safeParse(draft).success, toOn).to.equal(true);
    }
  });

  it('for a move the nearest free times of the week are proposed, none of them past, and each clashes with nothing', async () => {
    const { university } = fixture;
    const dispatcher = await university.person('dispatcher1');
    const input = move(fixture, { toOn: '2026-10-15', firstSlot: 3, lastSlot: 4 });
    const { freeDates, clashes } = await checkReplacement(asking(university), dispatcher, input);
    expect(clashes.map(({ resource }) => resource)).to.deep.equal(['group']);
    expect(freeDates.length).to.be.greaterThan(0);
    for (const { on: toOn, ...place } of freeDates) {
      expect(toOn >= '2026-10-12' && toOn <= '2026-10-17', toOn).to.equal(true);
      const there = await checkReplacement(asking(university), dispatcher, move(fixture, { toOn, ...place }));
      expect([there.clashes, there.mistakes]).to.deep.equal([[], []]);
    }
  });

  it('a teacher replaces own lessons, swaps one with another’s, and sees nobody else’s drafts', async () => {
    const { university } = fixture;
    const teacher = await university.person('teacher03');
    const caseId = await prepare(fixture, substitution(fixture), 'teacher03');
    expect((await presentReplacement(university.engine, teacher, caseId, null)).editableVersion).to.equal(0);
    expect((await refusal(prepare(fixture, substitution(fixture), 'teacher02'))).code).to.equal('notAllowed');
    const stranger = await university.person('teacher02');
    expect((await refusal(presentReplacement(university.engine, stranger, caseId, null))).code).to.equal('notFound');
    await prepare(fixture, swap(fixture), 'teacher03');
    expect((await refusal(prepare(fixture, swap(fixture), 'teacher02'))).code).to.equal('notAllowed');
  });

  it('an exchange is one case: both heads agree, both lessons change hands at once, both teachers are told once', async () => {
    const caseId = await prepare(fixture, exchange(fixture), 'teacher03');
    await act(fixture, 'teacher03', caseId, 'submit');
    const { db, engine } = fixture.university;
    const seats = await createCaseStore(db, engine.now).listSeats(caseId, 1);
    expect(seats.map(({ role }) => role)).to.deep.equal(['chairHead', 'dldHead']);
    await act(fixture, 'teacher01', caseId, 'agree');
    expect(await held()).to.deep.equal(asPlanned);
    await act(fixture, 'dldhead', caseId, 'approve');
    expect(await held()).to.deep.equal(['7.1 1 T04 -', '7.4 3 T03 1-305', '8.1 1 T03 -', '8.4 3 T04 1-305']);
    expect(await toldOf('lessonReplaced')).to.have.members(['T03', 'T04']);
    expect(await queued('replacement')).to.have.length(1);
    const names = (await calendar(fixture)).filter(({ name }) =>
      /^(Оқытушылар алмасты|Обмен преподавателями): /.test(name),
    );
    expect(names).to.have.length(2);
  });

  it('an exchange of which one line is corrected ends with both lessons', async () => {
    await approved(fixture, exchange(fixture));
    await correct({ weekday: 2 });
    expect(await facts()).to.deep.equal([]);
    expect(await toldOf('lessonReplacementEnded')).to.have.members(['T03', 'T04']);
  });

  it('of an exchange one lesson was held, so it cannot be taken back', async () => {
    const { university } = fixture;
    const caseId = await approved(fixture, exchange(fixture));
    university.clock.at = Date.UTC(2026, 9, 13, 6);
    expect((await refusal(act(fixture, 'dispatcher1', caseId, 'withdraw'))).code).to.equal('forceHasObstacles');
    expect(await facts()).to.have.length(2);
  });

  it('lessons of any colleague are offered, those without a clash first, found by words and paged', async () => {
    const busy = line({
      groupCodes: ['АЖ-25-11'],
      teacherCode: 'T03',
      weekday: 2,
      weeks: [7],
      firstSlot: 1,
      lastSlot: 2,
    });
    const free = line({
      groupCodes: ['УА-25-22'],
      teacherCode: 'T05',
      weekday: 3,
      weeks: [7],
      firstSlot: 1,
      lastSlot: 2,
    });
    // T03 teaches there already, so cannot come to it: a lesson of somebody else at that very time.
    const taken = line({
      groupCodes: ['УА-25-22'],
      teacherCode: 'T06',
      weekday: 2,
      weeks: [7],
      firstSlot: 1,
      lastSlot: 2,
    });
    fixture = await openReplacements([busy, free, taken]);
    const { university, scheduleCaseId, mine, theirs } = fixture;
    const teacher = await university.person('teacher03');
    const ask = async (kind: 'swap' | 'exchange', more: { search?: string; page?: number; pageSize?: number } = {}) =>
      presentReplacementPartners(asking(university), teacher, {
        scheduleCaseId,
        lineKey: mine.key,
        week: 7,
        kind,
        search: '',
        page: 1,
        pageSize: 20,
        ...more,
      });
    const swaps = await ask('swap');
    expect(replacementPartnersSchema.strict().safeParse(swaps).error).to.equal(undefined);
    const ofOthers = swaps.items.map(({ line: each, clashes }) => [each.key, clashes > 0]);
    expect(ofOthers.slice(0, 3).map(([, isBusy]) => isBusy)).to.deep.equal([false, false, false]);
    expect(ofOthers.at(-1)).to.deep.equal([taken.key, true]);
    const exchanges = await ask('exchange');
    expect(exchanges.items.map(({ line: each }) => each.key)).to.have.members([theirs.key, free.key, taken.key]);
    expect(exchanges.items.at(-1)).to.deep.include({ line: exchanges.items.at(-1)!.line });
    expect(exchanges.items.at(-1)!.line.key).to.equal(taken.key);
    expect((await ask('exchange', { search: 'уа-25-22 t05' })).items.map(({ line: each }) => each.key)).to.deep.equal([
      free.key,
    ]);
    const second = await ask('exchange', { page: 2, pageSize: 2 });
    expect([second.items.length, second.total]).to.deep.equal([1, 3]);
    const oneByOne = await Promise.all([1, 2, 3, 4].map((page) => ask('exchange', { page, pageSize: 1 })));
    expect(oneByOne.flatMap(({ items }) => items)).to.deep.equal(exchanges.items);
    const stranger = await university.person('teacher02');
    const foreign = {
      scheduleCaseId,
      lineKey: mine.key,
      week: 7,
      kind: 'swap' as const,
      search: '',
      page: 1,
      pageSize: 20,
    };
    expect((await refusal(presentReplacementPartners(asking(university), stranger, foreign))).code).to.equal(
      'notAllowed',
    );
    expect(
      (await refusal(presentReplacementPartners(asking(university), teacher, { ...foreign, week: 9 }))).code,
    ).to.equal('notFound');
  });

  it('for a swap no lesson is offered with which nothing would change', async () => {
    const mine = line({ teacherCode: 'T03', groupCodes: ['ИС-25-12'], weeks: [7, 8] });
    const alike = { weekday: mine.weekday, firstSlot: mine.firstSlot, lastSlot: mine.lastSlot, teacherCode: 'T05' };
    const atOnce = line({ ...alike, groupCodes: ['УА-25-22'], weeks: [7, 8] });
    const once = line({ ...alike, teacherCode: 'T06', groupCodes: ['АЖ-25-11'], weeks: [7] });
    fixture = await openReplacements([atOnce, once]);
    const { university, scheduleCaseId } = fixture;
    const ask = async (kind: 'swap' | 'exchange') =>
      presentReplacementPartners(asking(university), await university.person('teacher03'), {
        scheduleCaseId,
        lineKey: fixture.mine.key,
        week: 7,
        kind,
        search: '',
        page: 1,
        pageSize: 20,
      });
    const weeks = ({ items }: Awaited<ReturnType<typeof ask>>, key: string) =>
      items.find(({ line: each }) => each.key === key)?.lessons.map(({ week }) => week);
    const [swaps, exchanges] = [await ask('swap'), await ask('exchange')];
    expect([weeks(swaps, atOnce.key), weeks(swaps, once.key)]).to.deep.equal([[8], undefined]);
    expect([weeks(exchanges, atOnce.key), weeks(exchanges, once.key)]).to.deep.equal([[7, 8], [7]]);
  });

  it('what an edition froze names the line as it stood', async () => {
    const caseId = await approved(fixture, swap(fixture));
    const { university, scheduleCaseId } = fixture;
    const reader = await university.person('dispatcher1');
    const { content } = await presentReplacement(university.engine, reader, caseId, 1);
    const edition = await createCaseStore(university.db, university.engine.now).getEdition(scheduleCaseId, 1);
    expect(content.lessons.map((lesson) => lesson.line)).to.have.deep.members(contentOf(edition.content_json).lines);
    expect(content.lessons.map((lesson) => lesson.scheduleCaseId)).to.deep.equal([scheduleCaseId, scheduleCaseId]);
  });
});
