import { expect } from 'chai';
import ICAL from 'ical.js';
import type { CaseView, DatedChanges, DatedKind, DatedLine, DatedView, ScheduleListItem } from '@qashyq/shared-types';
import { audit } from '../../../src/audit/audit.js';
import { localToInstant } from '../../../src/calendar/working-days.js';
import { planPublication } from '../../../src/effects/publication.js';
import { features } from '../../../src/features/index.js';
import { datedClashesOf, datedContentOf } from '../../../src/features/schedules/dated/dated-content.js';
import { replaceDatedLines } from '../../../src/features/schedules/dated/dated-store.js';
import { presentCase } from '../../../src/workflow/case-presenter.js';
import { createCaseStore } from '../../../src/workflow/case-store.js';
import { act, approveCase } from '../../support/approval.js';
import { startWholeService, type RunningService } from '../../support/running-service.js';
import {
  datedHeader,
  datedLine,
  draftDated,
  draftSchedule,
  line,
  openTestUniversity,
  type TestUniversity,
} from '../../support/university.js';

const midterm = (values: Partial<DatedLine> = {}) =>
  datedLine({ consultationOn: null, consultationStarts: null, consultationLink: null, date: '2026-10-14', ...values });

describe('schedules with dates', () => {
  let university: TestUniversity;
  beforeEach(async () => {
    university = await openTestUniversity();
  });

  const seatsOf = async (caseId: number) =>
    (await university.db('seats').where({ case_id: caseId }).orderBy('id')).map((seat) => [
      seat.step_no,
      seat.role,
      seat.decision,
    ]);
  const view = async (login: string, caseId: number): Promise<CaseView> =>
    presentCase(university.engine, await university.person(login), caseId);
  const content = async (caseId: number, editionNo = 1) =>
    datedContentOf(
      (await createCaseStore(university.db, university.engine.now).getEdition(caseId, editionNo)).content_json,
    );

  describe('take their routes', () => {
    const walks: [DatedKind, unknown[]][] = [
      [
        'midtermControlSchedule',
        [
          [1, 'chairHead', 'agree'],
          [2, 'dldHead', 'agree'],
          [3, 'dean', 'approve'],
        ],
      ],
      [
        'interimAttestationSchedule',
        [
          [1, 'chairHead', 'agree'],
          [2, 'dean', 'agree'],
          [3, 'dldHead', 'agree'],
          [4, 'viceRectorAcademic', 'approve'],
        ],
      ],
      [
        'finalAttestationSchedule',
        [
          [1, 'dean', 'agree'],
          [2, 'dldHead', 'agree'],
          [3, 'registrar', 'agree'],
          [4, 'viceRectorAcademic', 'approve'],
        ],
      ],
    ];
    for (const [kind, seats] of walks)
      it(`${kind}: from the draft to the calendar, and the audit finds nothing wrong`, async () => {
        const lines = kind === 'midtermControlSchedule' ? [midterm()] : undefined;
        const caseId = await draftDated(university, kind, lines);
        await approveCase(university, caseId);
        expect(await seatsOf(caseId)).to.deep.equal(seats);
        expect(await view('dldhead', caseId)).to.include({ state: 'approved', publishes: true });
        const effect = await university.db('effects').where({ case_id: caseId, kind: 'publish-calendar' }).first();
        expect(effect).to.include({ state: 'ready', dedupe_key: `case:${caseId}:e1:publish-calendar` });
        expect((await audit(university.db, [caseId])).broken).to.deep.equal([]);
      });

    it('the step of the department rests on paragraph 16.3b in each of them', () => {
      for (const [kind] of walks)
        expect(features[kind].workflow.defaultRoute.steps.find(({ role }) => role === 'dldHead')!.basis).to.equal(
          '16.3b',
        );
    });

    it('the kafedras of all examiners are asked, and one whose lines did not change keeps its visa', async () => {
      const caseId = await draftDated(university, 'interimAttestationSchedule', [
        datedLine(),
        datedLine({ examinerCode: 'T05', groupCodes: ['ИС-25-12'], date: '2026-12-17', proctorCode: null }),
      ]);
      await act(university, 'dispatcher1', caseId, 'submit');
      const first = await university.db('seats').where({ case_id: caseId, role: 'chairHead' });
      expect(first).to.have.length(2);
      await act(university, 'teacher01', caseId, 'agree');
      await act(university, 'teacher05', caseId, 'return', 'T05 is away on the 17th');
      const lines = (await content(caseId)).lines;
      await replaceDatedLines(university.db, caseId, [lines[0]!, { ...lines[1]!, date: '2026-12-18' }]);
      await act(university, 'dispatcher1', caseId, 'submit');
      const again = await university.db('seats').where({ case_id: caseId, edition_no: 2, role: 'chairHead' });
      expect(again.map(({ state }) => state).sort()).to.deep.equal(['active', 'skipped']);
    });
  });

  describe('stand in their own way', () => {
    const obstacles = async (lines: DatedLine[], kind: DatedKind = 'interimAttestationSchedule') =>
      (await view('dispatcher1', await draftDated(university, kind, lines))).obstacles.map(({ code }) => code);

    it('while there is no line, or a clash that nobody has accepted', async () => {
      expect(await obstacles([])).to.deep.equal(['emptydraft']);
      const clashing = [datedLine(), datedLine({ groupCodes: ['ИС-25-12'], examinerCode: 'T05', proctorCode: null })];
      expect(await obstacles(clashing)).to.deep.equal(['openclashes']);
    });

    it('a reason lets it go, is frozen with the edition and stands on the agreement sheet with both sides', async () => {
      const reason = 'Екі топ бір залда';
      const caseId = await draftDated(university, 'interimAttestationSchedule', [
        datedLine({ clashReason: reason }),
        datedLine({ groupCodes: ['ИС-25-12'], disciplineCode: 'D07', examinerCode: 'T05', proctorCode: null }),
      ]);
      await act(university, 'dispatcher1', caseId, 'submit');
      const frozen = await createCaseStore(university.db, university.engine.now).getEdition(caseId, 1);
      expect(datedContentOf(frozen.content_json).acceptedClashes).to.have.length(1);
      const annex = await features.interimAttestationSchedule.sheetAnnex!(
        university.db,
        university.engine.catalogue,
        frozen.content_json,
      );
      expect(annex!.rows.map((row) => row.map(({ ru }) => ru))).to.deep.equal([
        [
          '1',
          'Аудитория 1-305 занята дважды',
          '15.12.2026 10:00–12:00',
          '15.12.2026 10:00–12:00, Основы программирования, АЖ-25-11',
          'экзамен 10:00–12:00, Математика 1, ИС-25-12, 1-305',
          reason,
        ],
      ]);
    });

    it('an exam outside the session, on a day off, or a second one of the day is a clash by the academic calendar', async () => {
      const rules = async (...lines: DatedLine[]) =>
        (await datedClashesOf(university.db, 'interimAttestationSchedule', { header: datedHeader(), lines }, null)).map(
          ({ rule }) => rule,
        );
      expect(await rules(datedLine())).to.deep.equal([]);
      expect(await rules(datedLine({ date: '2027-01-20' }))).to.deep.equal(['outsideSession']);
      expect(await rules(datedLine({ date: '2026-12-16' }))).to.deep.equal(['dayOff']);
      expect(await rules(datedLine({ date: '2026-12-20' }))).to.deep.equal(['dayOff']);
      expect(
        await rules(datedLine(), datedLine({ starts: '16:00', examinerCode: 'T05', consultationStarts: '17:00' })),
      ).to.deep.equal(['tooManyExams']);
    });

    it('lessons in force count for a midterm control, a draft and its own edition do not', async () => {
      const lesson = line({ weekday: 3, firstSlot: 2, lastSlot: 3, weeks: [7], teacherCode: 'T02' });
      const lessons = await draftSchedule(university, [lesson]);
      const clashes = () =>
        datedClashesOf(university.db, 'midtermControlSchedule', { header: datedHeader(), lines: [midterm()] }, null);
      expect(await clashes()).to.deep.equal([]);
      await approveCase(university, lessons);
      expect(
        (await clashes()).map(({ rule, subject, starts, ends, other }) => [
          rule,
          subject!.code,
          starts,
          ends,
          other!.what,
          other!.caseId,
        ]),
      ).to.deep.equal([
        ['person', 'T02', '10:00', '11:20', 'lesson', lessons],
        ['group', 'АЖ-25-11', '10:00', '11:20', 'lesson', lessons],
      ]);
    });

    it('exams of other faculties count once they are submitted, and no longer when they are withdrawn', async () => {
      const other = await draftDated(university);
      const ours = {
        header: datedHeader({ facultyCode: 'F2' }),
        lines: [datedLine({ groupCodes: ['ЕА-25-21'], examinerCode: 'T07', proctorCode: null })],
      };
      const clashes = () => datedClashesOf(university.db, 'interimAttestationSchedule', ours, null);
      expect(await clashes()).to.deep.equal([]);
      await act(university, 'dispatcher1', other, 'submit');
      expect((await clashes()).map(({ rule, other: side }) => [rule, side!.caseId])).to.deep.equal([['room', other]]);
      await university.db('cases').where({ id: other }).update({ state: 'withdrawn' });
      expect(await clashes()).to.deep.equal([]);
    });
  });

  describe('are warned of when they come too late to be published ten working days before the session', () => {
    const warnings = async (now: string) => {
      const caseId = await draftDated(university);
      university.clock.at = localToInstant(now, '10:00');
      return (await view('dispatcher1', caseId)).warnings;
    };

    it('in time there is no warning; when the route may end too late there is; after the day itself another one', async () => {
      // The session begins on 14.12.2026: ten working days before is 30.11.2026.
      expect(await warnings('2026-11-16')).to.deep.equal([]);
      const [late] = await warnings('2026-11-24');
      expect(late!.code).to.equal('publishlate');
      expect(late!.message).to.include('30.11.2026');
      const [tooLate] = await warnings('2026-12-01');
      expect(tooLate!.code).to.equal('publishtoolate');
    });

    it('and may be submitted all the same', async () => {
      const caseId = await draftDated(university);
      university.clock.at = localToInstant('2026-12-10', '10:00');
      expect((await view('dispatcher1', caseId)).allowedActions).to.include('submit');
      await act(university, 'dispatcher1', caseId, 'submit');
    });

    it('midterm control has no such rule', async () => {
      const caseId = await draftDated(university, 'midtermControlSchedule', [midterm()]);
      university.clock.at = localToInstant('2026-10-12', '10:00');
      expect((await view('dispatcher1', caseId)).warnings).to.deep.equal([]);
    });
  });

  describe('reach the calendar', () => {
    const publish = async (caseId: number, editionNo: number) =>
      (await planPublication(university.engine, caseId, editionNo))!;

    it('as exam and consultation, in the language of the group', async () => {
      const caseId = await draftDated(university, 'interimAttestationSchedule', [
        datedLine({ groupCodes: ['ИС-25-12'] }),
      ]);
      await approveCase(university, caseId);
      const { events, removals } = await publish(caseId, 1);
      expect(removals).to.deep.equal([]);
      expect(events.map(({ externalid: _id, ...event }) => event)).to.deep.equal([
        {
          course: 'D01',
          groups: ['ИС-25-12'],
          name: 'Основы программирования · Экзамен (Тест)',
          description: 'Жумабеков Ерлан Кайратович\nИС-25-12\nPlatonus\nПроктор: Ковалева Ирина Сергеевна',
          location: '1-305',
          timestart: localToInstant('2026-12-15', '10:00') / 1000,
          timeduration: 7200,
        },
        {
          course: 'D01',
          groups: ['ИС-25-12'],
          name: 'Основы программирования · Консультация',
          description: 'Жумабеков Ерлан Кайратович\nИС-25-12\nhttps://meet.example.org/k1',
          location: 'https://meet.example.org/k1',
          timestart: localToInstant('2026-12-14', '15:00') / 1000,
          timeduration: 3000,
        },
      ]);
    });

    it('twice the same, and a moved exam stays the same event; a consultation that falls away is removed', async () => {
      const [kept, moved] = [
        datedLine(),
        datedLine({ groupCodes: ['ИС-25-12'], date: '2026-12-17', consultationStarts: '16:00' }),
      ];
      const caseId = await draftDated(university, 'interimAttestationSchedule', [kept, moved]);
      await approveCase(university, caseId);
      const first = await publish(caseId, 1);
      expect(first.events).to.have.length(4);
      expect(await publish(caseId, 1)).to.deep.equal(first);
      await act(university, 'dispatcher1', caseId, 'revise');
      await replaceDatedLines(university.db, caseId, [
        kept,
        { ...moved, date: '2026-12-18', consultationOn: null, consultationStarts: null },
      ]);
      await approveCase(university, caseId);
      const second = await publish(caseId, 2);
      const idAt = (events: typeof first.events, date: string) =>
        events.find(({ timestart }) => timestart === localToInstant(date, '10:00') / 1000)!.externalid;
      expect(idAt(second.events, '2026-12-18')).to.equal(idAt(first.events, '2026-12-17'));
      expect(idAt(second.events, '2026-12-15')).to.equal(idAt(first.events, '2026-12-15'));
      expect(second.removals).to.have.length(1);
    });

    it('a defence names its commission, a midterm control is called so', async () => {
      const defence = await draftDated(university, 'finalAttestationSchedule');
      await approveCase(university, defence);
      const [event] = (await publish(defence, 1)).events;
      expect(event).to.include({ course: 'D21', name: 'Қорытынды аттестация · Дипломдық жұмысты қорғау' });
      expect(event!.description).to.include('Сейтқали').and.include('Төлегенова').and.include('Ковалева');
      const control = await draftDated(university, 'midtermControlSchedule', [midterm()]);
      await approveCase(university, control);
      expect((await publish(control, 1)).events.map(({ name }) => name)).to.deep.equal([
        'Бағдарламалау негіздері · Аралық бақылау (Тест)',
      ]);
    });
  });
});

describe('the doors of schedules with dates', function () {
  this.timeout(60_000);
  let service: RunningService;
  before(async () => {
    service = await startWholeService();
  });
  after(() => service.stop());

  it('show draft, edition and changes with names for every code, and nothing of other kinds', async () => {
    const caseId = await draftDated(service.university);
    const draft = (await service.call('dispatcher1', 'datedDraft', { params: { caseId } }))
      .body as unknown as DatedView;
    expect([draft.kind, draft.editionNo, draft.header.facultyCode]).to.deep.equal([
      'interimAttestationSchedule',
      null,
      'F1',
    ]);
    expect(Object.keys(draft.names.teachers)).to.have.members(['T02', 'T03']);
    await approveCase(service.university, caseId);
    await act(service.university, 'dispatcher1', caseId, 'revise');
    await replaceDatedLines(service.university.db, caseId, [{ ...draft.lines[0]!, roomCode: '1-307' }]);
    await act(service.university, 'dispatcher1', caseId, 'submit');
    const changes = (await service.call('dean1', 'datedChanges', { params: { caseId }, query: { from: 1, to: 2 } }))
      .body as unknown as DatedChanges;
    expect(changes.counts).to.deep.equal({ added: 0, removed: 0, changed: 1, unchanged: 0 });
    expect(changes.changes[0]!.fields).to.deep.equal(['roomCode']);

    const lessons = await draftSchedule(service.university);
    expect((await service.call('dispatcher1', 'datedDraft', { params: { caseId: lessons } })).status).to.equal(404);
    for (const name of ['scheduleDraft', 'scheduleEdition'] as const)
      expect((await service.call('dispatcher1', name, { params: { caseId, editionNo: 1 } })).status).to.equal(404);
  });

  it('list the kinds that somebody may prepare, and the schedules of one kind', async () => {
    const prepared = async (login: string) =>
      (await service.call(login, 'scheduleOptions')).body['kinds'] as { kind: string; units: { code: string }[] }[];
    const kindsOf = async (login: string) => (await prepared(login)).map(({ kind }) => kind);
    expect(await kindsOf('dispatcher1')).to.deep.equal([
      'lessonSchedule',
      'midtermControlSchedule',
      'interimAttestationSchedule',
    ]);
    expect(await kindsOf('registrar')).to.deep.equal(['midtermControlSchedule', 'interimAttestationSchedule']);
    expect((await prepared('registrar'))[0]!.units.map(({ code }) => code)).to.deep.equal(['F1', 'F2', 'F3']);
    expect((await prepared('teacher01')).map(({ kind, units }) => [kind, units.map(({ code }) => code)])).to.deep.equal(
      [['finalAttestationSchedule', ['C11']]],
    );
    expect(await kindsOf('dean1')).to.deep.equal([]);
    await draftDated(service.university, 'finalAttestationSchedule');
    const list = async (login: string, kind: string) =>
      (await service.call(login, 'schedules', { query: { kind } })).body as unknown as {
        items: ScheduleListItem[];
        mayPrepare: string[];
      };
    const mine = await list('teacher01', 'finalAttestationSchedule');
    expect(mine.items.map(({ kind, lineCount }) => [kind, lineCount])).to.deep.equal([['finalAttestationSchedule', 1]]);
    expect(mine.mayPrepare).to.deep.equal(['finalAttestationSchedule']);
    expect((await list('dispatcher1', 'finalAttestationSchedule')).items).to.deep.equal([]);
  });

  it('let teachers see and subscribe to what they examine and proctor: one event each, the same as in Moodle', async () => {
    const exam = datedLine({
      examinerCode: 'T06',
      proctorCode: 'T04',
      roomCode: '2-104',
      date: '2026-12-21',
      consultationOn: '2026-12-18',
    });
    const caseId = await draftDated(service.university, 'interimAttestationSchedule', [exam]);
    await approveCase(service.university, caseId);
    const published = (await planPublication(service.university.engine, caseId, 1))!;
    const query = { academicYear: '2026/27', term: 1 };
    for (const [login, count] of [
      ['teacher06', 2],
      ['teacher04', 1],
    ] as const) {
      const timetable = (await service.call(login, 'myTimetable', { query })).body;
      expect(
        (timetable['exams'] as { line: DatedLine }[]).map(({ line }) => line.key),
        login,
      ).to.deep.equal([exam.key]);
      const { body } = await service.call(login, 'renewCalendarFeed');
      const text = await (await fetch(body['url'] as string)).text();
      const events = new ICAL.Component(ICAL.parse(text) as unknown[])
        .getAllSubcomponents('vevent')
        .map((component) => new ICAL.Event(component).uid.split('@')[0]);
      expect(events, login).to.have.members(published.events.slice(0, count).map(({ externalid }) => externalid));
    }
  });
});
