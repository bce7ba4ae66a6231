import { expect } from 'chai';
import {
  endpoints,
  feedbackEndpoints,
  planEndpoints,
  seatEndpoints,
  type Endpoint,
  type EndpointName,
} from '@qashyq/shared-types';
import { people, type DemoPerson } from '../../src/demo/university.js';
import { lessonScheduleWorkflow } from '../../src/features/schedules/schedule-workflow.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { writeRouteFile } from '../../src/workflow/routes/route-file.js';
import { takeAction } from '../../src/workflow/take-action.js';
import { localDate } from '../../src/calendar/local-time.js';
import { addDays } from '../../src/calendar/plain-dates.js';
import { giveDelegation } from '../../src/identity/delegation-routes.js';
import { trainingPlanReaders } from '../../src/identity/policies.js';
import { startWholeService, type CallOptions, type RunningService } from '../support/running-service.js';
import { insertApplication, insertTraining } from '../support/trainings.js';
import { certificateDoors, openCertificateDoors, type CertificateIds } from './certificate-doors.js';
import { draftDated, draftSchedule } from '../support/university.js';
import { officeDoors, openOfficeDoors } from './office-doors.js';
import {
  openReplacementDoors,
  replacementDoors,
  replacementOptions,
  type ReplacementIds,
} from './replacement-doors.js';
import { act, draftPlan, planLine } from '../training/plan/plan-fixture.js';

const names = Object.keys(endpoints) as EndpointName[];
const endpoint = (name: EndpointName): Endpoint => endpoints[name];
const timetable = Buffer.from(
  'Апта күні;Сабақ уақыты;Апталар;Пән;Сабақ түрі;Топтар;Оқытушы;Орны\r\nДүйсенбі;5-6;1-15;D01;дәріс;АЖ-25-11;T02;онлайн',
);
const lineEdit = {
  weekday: 6,
  firstSlot: 9,
  lastSlot: 10,
  weeks: [7],
  teacherCode: 'T02',
  mode: 'onlineSync',
  roomCode: null,
  clashReason: null,
};
/** One person of every set of roles, within the faculty of the case and outside it; more of the same would learn nothing new. */
const kinds = new Map<string, DemoPerson>();
for (const person of people) {
  const kind = `${person.roles.map(([role]) => role).join()} ${['F1', 'C11', 'C12'].includes(person.unit)}`;
  if (!kinds.has(kind)) kinds.set(kind, person);
}
const persons = [...kinds.values()];
const everybody = [...persons.map((person) => person.login), 'somebody-new'];
/** Printing takes a while: one reader, one who may not, and a stranger to the university tell enough. */
const costly: ReadonlySet<EndpointName> = new Set(['agreementSheet', 'trainingReportPdf']);
/** Past the door, they are refused here because the case has moved on. */
const seesVersions: ReadonlySet<EndpointName> = new Set(['takeAction', 'saveLine']);
const few = ['dispatcher1', 'dean1', 'hrhead', 'somebody-new'];
const department = ['dldhead', 'methodist', 'technician'];
/** The auditor looks, and runs nothing. */
const seesEffects = [...department, 'auditor'];
const calendarKeepers = ['dldhead', 'methodist'];
const staff = persons.filter((person) => person.roles.length > 0).map((person) => person.login);
const overseeing = ['viceRectorAcademic', 'iceDirector', 'directorateHead', 'dldHead', 'dldMethodist', 'auditor'];
const overseers = persons
  .filter(({ roles }) => roles.some(([role]) => overseeing.includes(role)))
  .map((person) => person.login);
const teachers = persons.filter((person) => person.staffCode !== undefined).map((person) => person.login);
/** They see the routes of agreement. */
const planners = ['dldhead', 'methodist', 'auditor'];
const auditors = ['auditor'];
const roleKeepers = ['dldhead', 'hrhead'];
const finders = ['dldhead', 'methodist', 'hrhead', 'auditor'];
const shortRoute = lessonScheduleWorkflow.defaultRoute.steps.slice(-1);
/** Holders of a role that reads schedules; the heads of HR, law and documentation do not. */
const readers = staff.filter((login) => !['hrhead', 'legalhead', 'dochead'].includes(login));

/**
 * Who gets past the door of each endpoint, on a case and an import of `dispatcher1` that was never submitted (`draft`), and on one that is
 * under agreement (`submitted`). An endpoint that is missing here does not compile: a new route is tested by itself.
 */
type Access = Record<EndpointName, { draft: readonly string[]; submitted: readonly string[]; options?: CallOptions }>;
const planner = ['methodist'];
const planReaders = persons
  .filter(({ roles }) => roles.some(([role]) => trainingPlanReaders.includes(role)))
  .map((person) => person.login);
const reporting = [
  'rector',
  'viceRectorAcademic',
  'iceDirector',
  'directorateHead',
  'dldHead',
  'dldMethodist',
  'hrHead',
  'dean',
  'chairHead',
];
const reportReaders = persons
  .filter(({ roles }) => roles.some(([role]) => reporting.includes(role) || role === 'auditor'))
  .map((person) => person.login);
const plannedLine = planLine();
const own = ['dispatcher1'];
const applicant = ['teacher02'];
const all = { draft: everybody, submitted: everybody };
const access: Access = {
  me: all,
  setLocale: { ...all, options: { body: { locale: 'ru' } } },
  notices: all,
  setMailPace: { ...all, options: { body: { pace: 'atOnce' } } },
  readNotices: { ...all, options: { body: { upToId: 1 } } },
  delegations: all,
  // The post is the dean's: nobody else has it to give.
  giveDelegation: { draft: ['dean1'], submitted: ['dean1'] },
  revokeDelegation: { draft: ['dean1'], submitted: ['dean1'] },
  deputyOrders: { draft: [...roleKeepers, 'auditor'], submitted: [...roleKeepers, 'auditor'] },
  enterDeputyOrder: { draft: roleKeepers, submitted: roleKeepers },
  // Past the door there is no such order.
  revokeDeputyOrder: { draft: [], submitted: [] },
  signOutEverywhere: all,
  myData: all,
  myDataFile: all,
  myReads: all,
  readJournal: { draft: auditors, submitted: auditors },
  findPersons: { draft: finders, submitted: finders, options: { query: { search: 'дин' } } },
  roles: { draft: [...roleKeepers, 'auditor'], submitted: [...roleKeepers, 'auditor'] },
  roleChanges: { draft: [...roleKeepers, 'auditor'], submitted: [...roleKeepers, 'auditor'] },
  // Each time for another day: two periods of one role do not overlap.
  giveRole: { draft: ['dldhead'], submitted: ['dldhead'] },
  endRole: { draft: ['dldhead'], submitted: ['dldhead'] },
  inbox: all,
  overview: { draft: overseers, submitted: overseers },
  case: { draft: own, submitted: readers },
  takeAction: { draft: own, submitted: ['teacher01'], options: { body: { action: 'agree', version: 2 } } },
  agreementSheet: { draft: [], submitted: readers },
  agreementSheetDocx: { draft: [], submitted: readers },
  schedules: all,
  scheduleOptions: all,
  scheduleDraft: { draft: own, submitted: readers },
  scheduleEdition: { draft: [], submitted: readers, options: { params: { editionNo: 1 } } },
  scheduleChanges: { draft: [], submitted: readers, options: { query: { from: 1, to: 1 } } },
  lineForm: { draft: own, submitted: [] },
  checkLine: { draft: own, submitted: [], options: { body: lineEdit } },
  saveLine: { draft: own, submitted: [], options: { body: { ...lineEdit, version: 99 } } },
  // The registrar prepares exams of every faculty.
  datedDraft: { draft: [...own, 'registrar'], submitted: readers },
  datedEdition: { draft: [], submitted: readers, options: { params: { editionNo: 1 } } },
  datedChanges: { draft: [], submitted: readers, options: { query: { from: 1, to: 1 } } },
  ...replacementDoors,
  myTimetable: all,
  renewCalendarFeed: { draft: teachers, submitted: teachers },
  revokeCalendarFeed: all,
  importTemplate: all,
  checkImport: { draft: own, submitted: [], options: { upload: timetable, query: { fileName: 'week.csv' } } },
  importPreview: { draft: own, submitted: own },
  importFaults: { draft: own, submitted: own },
  // The second time it is the same click again.
  applyImport: { draft: own, submitted: own },
  calendar: { draft: staff, submitted: staff },
  saveCalendarDay: {
    draft: calendarKeepers,
    submitted: calendarKeepers,
    options: {
      body: { instead: '2026-12-16', date: '2026-12-16', kind: 'dayOff', name: { kk: 'а', ru: 'б', en: 'c' } },
    },
  },
  removeCalendarDay: { draft: [], submitted: [], options: { body: { date: '2026-12-17' } } },
  saveAcademicTerm: {
    draft: calendarKeepers,
    submitted: calendarKeepers,
    options: {
      body: {
        isNew: false,
        academicYear: '2026/27',
        term: 1,
        startsOn: '2026-09-01',
        endsOn: '2026-12-12',
        week1On: '2026-08-31',
      },
    },
  },
  saveExamLimits: {
    draft: calendarKeepers,
    submitted: calendarKeepers,
    options: { body: { kind: 'interimAttestationSchedule', mostADay: 2, leastPauseMinutes: 20 } },
  },
  removeAcademicTerm: { draft: [], submitted: [], options: { body: { academicYear: '2026/27', term: 9 } } },
  effects: { draft: seesEffects, submitted: seesEffects },
  retryEffect: { draft: department, submitted: department },
  republish: { draft: [], submitted: [] },
  trainings: { draft: staff, submitted: staff },
  trainingPlans: all,
  trainingPlanOptions: all,
  // The second time the period has its plan.
  createTrainingPlan: {
    draft: planner,
    submitted: [],
    options: { body: { academicYear: '2027/28', term: null, cloneOf: null } },
  },
  trainingReport: { draft: reportReaders, submitted: reportReaders },
  trainingReportXlsx: { draft: reportReaders, submitted: reportReaders },
  trainingReportDocx: { draft: reportReaders, submitted: reportReaders },
  trainingReportPdf: { draft: reportReaders, submitted: reportReaders },
  // Of a plan in force only, which there is none of.
  explainPlanLine: {
    draft: [],
    submitted: [],
    options: { params: { lineKey: plannedLine.key }, body: { reason: 'x' } },
  },
  trainingFromPlanLine: { draft: [], submitted: [], options: { params: { lineKey: plannedLine.key } } },
  // Of the trainings of these tests none is over: the department may look, nobody may give.
  trainingFeedback: { draft: ['dldhead', 'methodist'], submitted: ['dldhead', 'methodist'] },
  giveFeedback: {
    draft: [],
    submitted: [],
    options: { body: { ratings: { useful: 5, clear: 5, organised: 5, recommend: 5 } } },
  },
  trainingPlanTemplate: all,
  trainingPlanDraft: { draft: planner, submitted: planReaders },
  trainingPlanEdition: { draft: [], submitted: planReaders, options: { params: { editionNo: 1 } } },
  trainingPlanChanges: { draft: [], submitted: planReaders, options: { query: { from: 1, to: 1 } } },
  saveTrainingPlan: { draft: planner, submitted: [], options: { body: { version: 1, lines: [plannedLine] } } },
  readTrainingPlanFile: {
    draft: planner,
    submitted: [],
    options: { upload: Buffer.from('Тема на русском;Часы;Места\r\nMoodle;8;10'), query: { fileName: 'plan.csv' } },
  },
  ...certificateDoors(persons),
  training: { draft: staff, submitted: staff },
  applyForTraining: { draft: staff, submitted: staff, options: { body: { motive: 'to learn' } } },
  // Each has its own application of teacher02; the second time it is the same click again.
  cancelApplication: { draft: applicant, submitted: applicant },
  acceptOffer: { draft: applicant, submitted: applicant },
  refuseOffer: { draft: applicant, submitted: applicant },
  swapRun: { draft: applicant, submitted: applicant, options: { body: { mayWait: true } } },
  myTrainings: { draft: staff, submitted: staff },
  applicationsToDecide: { draft: staff, submitted: staff },
  // Others might too, but he was faster.
  agreeApplication: { draft: ['dldhead'], submitted: ['dldhead'] },
  declineApplication: { draft: ['dldhead'], submitted: ['dldhead'], options: { body: { reason: 'no' } } },
  giveExtraSeat: { draft: ['dldhead'], submitted: ['dldhead'], options: { body: { reason: 'needed' } } },
  applicants: { draft: planners.slice(0, 2), submitted: planners.slice(0, 2) },
  setSeatCount: {
    draft: planners.slice(0, 2),
    submitted: planners.slice(0, 2),
    options: { body: { seats: 90, version: 1 } },
  },
  ...officeDoors,
  routes: { draft: planners, submitted: planners },
  route: { draft: planners, submitted: planners, options: { params: { kind: 'lessonSchedule' } } },
  // The second time it has been changed and reset since, and a reset finds nothing to do.
  saveRoute: {
    draft: ['dldhead'],
    submitted: [],
    options: { params: { kind: 'lessonSchedule' }, body: { version: 0, steps: shortRoute } },
  },
  resetRoute: {
    draft: ['dldhead'],
    submitted: ['dldhead'],
    options: { params: { kind: 'lessonSchedule' }, body: { version: 1 } },
  },
  exportRoute: { draft: planners, submitted: planners, options: { params: { kind: 'lessonSchedule' } } },
  readRouteFile: {
    draft: ['dldhead'],
    submitted: ['dldhead'],
    options: {
      params: { kind: 'lessonSchedule' },
      upload: writeRouteFile({ kind: 'lessonSchedule', steps: shortRoute }),
    },
  },
  dryRunRoute: {
    draft: planners,
    submitted: planners,
    options: { params: { kind: 'lessonSchedule' }, body: { steps: shortRoute, subject: null } },
  },
  pairMoodle: { draft: [], submitted: [], options: { body: { wstoken: '0'.repeat(32) } } },
};

describe('every door of the service', () => {
  let service: RunningService;
  let caseId: number;
  let planId: number;
  let certificateIds: CertificateIds;
  let datedCaseId: number;
  let officeTrainingId: number;
  let replacementIds: ReplacementIds;
  let importId: number;
  let effectId: number;
  let delegationId: number;
  let lineKey: string;
  let delegation: { role: string; orgUnitId: number; toPersonId: number; ground: string };
  let delegatedDays = 1;
  let trainingId: number;
  let otherRunId: number;
  /** A training for which nobody applies, whatever doors are opened before. */
  let unattendedId: number;
  const applicationIds: Partial<Record<EndpointName, number>> = {};
  let role: { personId: number; role: 'expert'; orgUnitId: number };
  let roleId: number;
  let roleDays = 1;
  let deanId: number;
  const days = (later: number) => {
    const date = addDays(localDate(service.university.clock.at), later);
    return { validFromOn: date, validToOn: date };
  };

  before(async () => {
    service = await startWholeService();
    caseId = await draftSchedule(service.university);
    planId = await draftPlan(service.university, [plannedLine]);
    lineKey = (await service.university.db('schedule_lines').where({ case_id: caseId }).first())!.line_key;
    datedCaseId = await draftDated(service.university);
    const checked = await service.call('dispatcher1', 'checkImport', {
      query: { fileName: 'week.csv', caseId },
      upload: timetable,
    });
    importId = checked.body['id'] as number;
    [effectId] = (await service.university.db('effects').insert({
      kind: 'deliver-notice',
      dedupe_key: 'notice:1',
      serial_key: 'notice:1',
      running_key: null,
      payload_json: '{"noticeId":1}',
      case_id: caseId,
      state: 'parked',
      attempts: 1,
      run_at: 0,
      lease_owner: null,
      lease_until: null,
      error_code: 'mailRefused',
      error_details_json: '[]',
      created_at: 0,
      done_at: null,
    })) as [number];
    const { db, person, clock } = service.university;
    const faculty = await db('org_units').where({ code: 'F1' }).first();
    const [dean, colleague] = [await person('dean1'), await person('teacher03')];
    delegation = { role: 'dean', orgUnitId: faculty!.id, toPersonId: colleague.id, ground: 'order 12' };
    await giveDelegation(service.composition.engine, dean, { ...delegation, role: 'dean', caseId: null, ...days(0) });
    delegationId = (await db('delegations').first())!.id;
    certificateIds = await openCertificateDoors(service);
    const kafedra = await db('org_units').where({ code: 'C11' }).first();
    deanId = dean.id;
    role = { personId: colleague.id, role: 'expert', orgUnitId: kafedra!.id };
    [roleId] = (await db('person_roles').insert({
      person_id: role.personId,
      role: role.role,
      org_unit_id: role.orgUnitId,
      valid_from_on: '2026-08-01',
      valid_to_on: null,
    })) as [number];
    officeTrainingId = await openOfficeDoors(service);
    replacementIds = await openReplacementDoors(service);
    // After the certificates, whose doors know their first application by its number.
    trainingId = await insertTraining(db, clock.at);
    otherRunId = await insertTraining(db, clock.at, { series_key: 'a series' });
    unattendedId = await insertTraining(db, clock.at);
    const applicantId = (await person('teacher02')).id;
    for (const [name, state] of [
      ['cancelApplication', 'confirmed'],
      ['acceptOffer', 'offered'],
      ['refuseOffer', 'offered'],
      ['swapRun', 'confirmed'],
      ['agreeApplication', 'applied'],
      ['declineApplication', 'applied'],
      ['giveExtraSeat', 'waitlisted'],
    ] as const) {
      const series = name === 'swapRun' ? { series_key: 'a series' } : {};
      const of = await insertTraining(db, clock.at, series);
      applicationIds[name] = await insertApplication(db, of, applicantId, state, clock.at);
    }
  });
  after(() => service.stop());

  const call = (login: string | undefined, name: EndpointName) => {
    const options = name in replacementDoors ? replacementOptions(replacementIds, name) : (access[name].options ?? {});
    // Each time for another day: two delegations of one post do not overlap.
    const bodies: Partial<Record<EndpointName, () => unknown>> = {
      giveDelegation: () => ({ ...delegation, ...days(delegatedDays++) }),
      enterDeputyOrder: () => ({
        ...delegation,
        ...days(delegatedDays++),
        holderId: deanId,
        orderNo: '12',
        orderOn: days(0).validFromOn,
      }),
      giveRole: () => ({ ...role, role: 'proctor', ...days(1000 - roleDays++) }),
      endRole: () => ({ validToOn: days(500 - roleDays++).validToOn }),
    };
    const body = bodies[name]?.() ?? options.body;
    if (name === 'swapRun') Object.assign(body as object, { trainingId: otherRunId });
    const query = name === 'checkImport' ? { ...options.query, caseId } : (options.query ?? {});
    return service.call(login, name, {
      ...options,
      query,
      body,
      params: {
        caseId: name in planEndpoints ? planId : name.startsWith('dated') ? datedCaseId : caseId,
        importId,
        effectId,
        delegationId,
        lineKey,
        ...certificateIds,
        ...(name in seatEndpoints ? { trainingId, applicationId: applicationIds[name] ?? 0 } : {}),
        ...(name in feedbackEndpoints ? { trainingId: unattendedId } : {}),
        roleId,
        ...(name in officeDoors ? { trainingId: officeTrainingId } : {}),
        ...options.params,
      },
    });
  };

  it('lets no stranger in, and tells them so in words', async () => {
    for (const name of names.filter((one) => endpoint(one).access !== 'public')) {
      const { status, body } = await call(undefined, name);
      expect(status, name).to.equal(401);
      expect(body.error?.message, name).to.be.a('string').and.not.equal('');
    }
  });

  for (const stage of ['draft', 'submitted'] as const)
    describe(`on somebody's ${stage} case`, () => {
      before(async () => {
        if (stage === 'draft') return;
        const author = await service.university.person('dispatcher1');
        const { version } = await createCaseStore(service.university.db, Date.now).getCase(caseId);
        const submit = { action: 'submit' as const, comment: '', remarks: [] };
        await takeAction(service.composition.engine, author, caseId, { ...submit, version });
        await takeAction(service.composition.engine, author, datedCaseId, { ...submit, version: 0 });
        await act(service.university, 'methodist', planId, 'submit');
      });

      for (const name of names) {
        const asked = costly.has(name) ? few : everybody;
        const expected = access[name][stage].filter((login) => asked.includes(login));
        it(`${name} opens for ${expected.length} of ${asked.length} people and for nobody else`, async function () {
          this.timeout(60_000);
          const entered: string[] = [];
          for (const login of asked) {
            const { status, body } = await call(login, name);
            expect(status, `${name} as ${login}: ${body.error?.message}`).to.be.below(500);
            // 409: past the door, and the rule said why not now.
            if (status < 300 || (seesVersions.has(name) && status === 409 && stage === 'draft')) entered.push(login);
            else
              expect(body.error?.code, `${name} as ${login}`).to.be.oneOf([
                'notFound',
                'notAllowed',
                'actionNotPossible',
                'launchTokenRefused',
                'importStale',
                'draftChanged',
                'nothingToPublish',
                'conflict',
                'planExists',
                'checkInRefused',
                'outsideAlreadyBrought',
                'notSignedIn',
              ]);
          }
          expect(entered).to.have.members(expected);
        });
      }
    });

  it('ids that nobody has are not found, ids that are none are refused by name', async () => {
    const missing = await service.call('dispatcher1', 'case', { params: { caseId: 999_999 } });
    expect([missing.status, missing.body.error?.code]).to.deep.equal([404, 'notFound']);
    for (const caseIdText of ['0', '-1', 'abc', '1.5', '99999999999999999999', "1' or 1=1"]) {
      const refused = await service.call('dispatcher1', 'case', { params: { caseId: caseIdText } });
      expect([refused.status, refused.body.error?.code], caseIdText).to.deep.equal([422, 'invalidInput']);
    }
  });

  it('broken JSON, a body of the wrong form and an unknown address are answered as such', async () => {
    const { url } = service;
    const broken = await service.call('dispatcher1', 'setLocale', { text: '{"locale":' });
    expect([broken.status, broken.body.error?.code]).to.deep.equal([400, 'badRequest']);
    const wrong = await service.call('dispatcher1', 'setLocale', { body: { locale: 'de' } });
    expect(wrong.status).to.equal(422);
    expect((await fetch(`${url}/api/nothing-here`)).status).to.equal(404);
  });

  it('the log holds no name, no token and no query', () => {
    const text = service.log.join('');
    expect(service.log.length).to.be.greaterThan(20);
    expect(text).to.not.match(/Bearer|eyJ[A-Za-z0-9_-]{10}|Оспанова|dispatcher1|fileName/);
  });

  it('the OpenAPI document describes every endpoint', async () => {
    const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const described = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map((operation) => operation.operationId),
    );
    expect(described).to.have.members(names);
  });

  it('health and readiness answer, and readiness fails when the database is away', async () => {
    expect((await fetch(`${service.url}/healthz`)).status).to.equal(200);
    expect((await fetch(`${service.url}/readyz`)).status).to.equal(200);
  });
});
