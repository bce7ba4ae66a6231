/**
 * The only file that knows the paths of the companion's API, but for those of training, which stand in the repositories of training/.
 */
import type {
  AcademicTerm,
  BodyInputOf,
  Calendar,
  CaseKind,
  CaseState,
  CaseView,
  DatedChanges,
  DatedHeader,
  DatedKind,
  DatedView,
  Delegations,
  DeputyOrders,
  DryRunAnswer,
  EditionChanges,
  EffectState,
  EffectView,
  EndpointName,
  EnterDeputyOrderInput,
  ExamLimitsEffect,
  GiveDelegationInput,
  GiveRoleInput,
  ImportPreview,
  CheckReplacement,
  ReplacementCheck,
  ReplacementForm,
  PairedKind,
  ReplacementInput,
  ReplacementPartners,
  ReplacementView,
  LineCheck,
  LineEdit,
  LineForm,
  Locale,
  MailPace,
  Me,
  MovedDeadlines,
  MyData,
  Overview,
  QueryInputOf,
  ReadJournal,
  Roles,
  RouteView,
  SaveAcademicTerm,
  SaveCalendarDay,
  SaveExamLimits,
  ScheduleHeader,
  ScheduleKind,
  ScheduleOptions,
  ScheduleView,
  TakeActionInput,
  Timetable,
  trainingEndpoints,
} from '@qashyq/shared-types';
import type { Address, Connection, Filling } from './connection.js';

type UsedEndpoint = Exclude<EndpointName, 'pairMoodle' | 'setLocale' | keyof typeof trainingEndpoints>;

/** The same methods and paths as in the contract; a test compares them. */
export const paths = {
  me: 'GET /api/me',
  notices: 'GET /api/notices',
  setMailPace: 'POST /api/me/mail-pace',
  readNotices: 'POST /api/notices/read',
  delegations: 'GET /api/delegations',
  giveDelegation: 'POST /api/delegations',
  revokeDelegation: 'POST /api/delegations/:delegationId/revoke',
  deputyOrders: 'GET /api/deputy-orders',
  enterDeputyOrder: 'POST /api/deputy-orders',
  revokeDeputyOrder: 'POST /api/deputy-orders/:delegationId/revoke',
  signOutEverywhere: 'POST /api/me/sign-out-everywhere',
  myData: 'GET /api/me/data',
  myDataFile: 'GET /api/me/data.json',
  myReads: 'GET /api/me/data/reads',
  readJournal: 'GET /api/read-journal',
  findPersons: 'GET /api/persons',
  roles: 'GET /api/roles',
  roleChanges: 'GET /api/roles/changes',
  giveRole: 'POST /api/roles',
  endRole: 'POST /api/roles/:roleId/end',
  inbox: 'GET /api/inbox',
  overview: 'GET /api/overview',
  case: 'GET /api/cases/:caseId',
  takeAction: 'POST /api/cases/:caseId/actions',
  agreementSheet: 'GET /api/cases/:caseId/agreement-sheet.pdf',
  agreementSheetDocx: 'GET /api/cases/:caseId/agreement-sheet.docx',
  schedules: 'GET /api/schedules',
  scheduleOptions: 'GET /api/schedules/options',
  scheduleDraft: 'GET /api/schedules/:caseId/draft',
  scheduleEdition: 'GET /api/schedules/:caseId/editions/:editionNo',
  scheduleChanges: 'GET /api/schedules/:caseId/changes',
  lineForm: 'GET /api/schedules/:caseId/lines/:lineKey',
  checkLine: 'POST /api/schedules/:caseId/lines/:lineKey/check',
  saveLine: 'POST /api/schedules/:caseId/lines/:lineKey',
  datedDraft: 'GET /api/dated-schedules/:caseId/draft',
  datedEdition: 'GET /api/dated-schedules/:caseId/editions/:editionNo',
  datedChanges: 'GET /api/dated-schedules/:caseId/changes',
  replacementForm: 'GET /api/replacements/form',
  replacementPartners: 'GET /api/replacements/partners',
  checkReplacement: 'POST /api/replacements/check',
  createReplacement: 'POST /api/replacements',
  saveReplacement: 'POST /api/replacements/:caseId',
  replacementDraft: 'GET /api/replacements/:caseId/draft',
  replacementEdition: 'GET /api/replacements/:caseId/editions/:editionNo',
  myTimetable: 'GET /api/my-timetable',
  renewCalendarFeed: 'POST /api/my-timetable/feed',
  revokeCalendarFeed: 'POST /api/my-timetable/feed/revoke',
  importTemplate: 'GET /api/schedule-imports/template.xlsx',
  checkImport: 'POST /api/schedule-imports',
  importPreview: 'GET /api/schedule-imports/:importId',
  importFaults: 'GET /api/schedule-imports/:importId/faults.xlsx',
  applyImport: 'POST /api/schedule-imports/:importId/apply',
  calendar: 'GET /api/calendar',
  saveCalendarDay: 'POST /api/calendar/days',
  removeCalendarDay: 'POST /api/calendar/days/remove',
  saveAcademicTerm: 'POST /api/calendar/terms',
  removeAcademicTerm: 'POST /api/calendar/terms/remove',
  saveExamLimits: 'POST /api/calendar/exam-limits',
  effects: 'GET /api/effects',
  retryEffect: 'POST /api/effects/:effectId/retry',
  republish: 'POST /api/schedules/:caseId/publish',
  routes: 'GET /api/routes',
  route: 'GET /api/routes/:kind',
  saveRoute: 'POST /api/routes/:kind',
  resetRoute: 'POST /api/routes/:kind/reset',
  exportRoute: 'GET /api/routes/:kind/route.json',
  readRouteFile: 'POST /api/routes/:kind/file',
  dryRunRoute: 'POST /api/routes/:kind/dry-run',
} as const satisfies Record<UsedEndpoint, Address>;

/** Where a file of a new schedule belongs, or the schedule whose draft it replaces. */
export type ImportTarget =
  | { caseId: number }
  | ({ kind: 'lessonSchedule' } & ScheduleHeader)
  | ({ kind: DatedKind } & Omit<DatedHeader, 'kafedraCode'> & { kafedraCode?: string | null });

export type Repository = ReturnType<typeof openRepository>;

/** Answers are typed by the contract. */
export function openRepository(connection: Connection) {
  const { json, file } = connection.asking(paths);
  return {
    me: (): Promise<Me> => json('me'),
    notices: (page: number) => json('notices', { query: { page } }),
    setMailPace: (pace: MailPace) => json('setMailPace', { json: { pace } }),
    readNotices: (upToId: number) => json('readNotices', { json: { upToId } satisfies BodyInputOf<'readNotices'> }),
    delegations: (): Promise<Delegations> => json('delegations'),
    giveDelegation: (body: GiveDelegationInput): Promise<Delegations> => json('giveDelegation', { json: body }),
    revokeDelegation: (delegationId: number): Promise<Delegations> =>
      json('revokeDelegation', { params: { delegationId } }),
    deputyOrders: (page: number): Promise<DeputyOrders> => json('deputyOrders', { query: { page } }),
    enterDeputyOrder: (body: EnterDeputyOrderInput) => json('enterDeputyOrder', { json: body }),
    revokeDeputyOrder: (delegationId: number) => json('revokeDeputyOrder', { params: { delegationId } }),
    signOutEverywhere: () => json('signOutEverywhere'),
    myData: (): Promise<MyData> => json('myData'),
    myDataFile: () => file('myDataFile'),
    myReads: (query: { page: number; pageSize?: number }) => json('myReads', { query }),
    readJournal: (query: QueryInputOf<'readJournal'>): Promise<ReadJournal> =>
      json('readJournal', { query: query as Filling }),
    findPersons: (search: string) => json('findPersons', { query: { search } }),
    roles: (query: QueryInputOf<'roles'>): Promise<Roles> => json('roles', { query: query as Filling }),
    roleChanges: (page: number) => json('roleChanges', { query: { page } }),
    giveRole: (body: GiveRoleInput) => json('giveRole', { json: body }),
    endRole: (roleId: number, body: BodyInputOf<'endRole'>) => json('endRole', { params: { roleId }, json: body }),
    inbox: (query: { tab: string; page: number; pageSize?: number }) => json('inbox', { query }),
    overview: (query: QueryInputOf<'overview'>): Promise<Overview> => json('overview', { query: query as Filling }),
    case: (caseId: number): Promise<CaseView> => json('case', { params: { caseId } }),
    takeAction: (caseId: number, body: TakeActionInput): Promise<CaseView> =>
      json('takeAction', { params: { caseId }, json: body }),
    agreementSheet: (caseId: number, locale: Locale, form: 'pdf' | 'docx') =>
      file(form === 'pdf' ? 'agreementSheet' : 'agreementSheetDocx', { params: { caseId }, query: { locale } }),
    schedules: (query: { page: number; state?: CaseState; kind?: ScheduleKind }) => json('schedules', { query }),
    scheduleOptions: (): Promise<ScheduleOptions> => json('scheduleOptions'),
    scheduleDraft: (caseId: number): Promise<ScheduleView> => json('scheduleDraft', { params: { caseId } }),
    scheduleEdition: (caseId: number, editionNo: number): Promise<ScheduleView> =>
      json('scheduleEdition', { params: { caseId, editionNo } }),
    scheduleChanges: (caseId: number, query: { from: number; to: number }): Promise<EditionChanges> =>
      json('scheduleChanges', { params: { caseId }, query }),
    lineForm: (caseId: number, lineKey: string): Promise<LineForm> => json('lineForm', { params: { caseId, lineKey } }),
    checkLine: (caseId: number, lineKey: string, edit: LineEdit): Promise<LineCheck> =>
      json('checkLine', { params: { caseId, lineKey }, json: edit }),
    saveLine: (caseId: number, lineKey: string, edit: LineEdit & { version: number }): Promise<LineCheck> =>
      json('saveLine', { params: { caseId, lineKey }, json: edit }),
    datedDraft: (caseId: number): Promise<DatedView> => json('datedDraft', { params: { caseId } }),
    datedEdition: (caseId: number, editionNo: number): Promise<DatedView> =>
      json('datedEdition', { params: { caseId, editionNo } }),
    datedChanges: (caseId: number, query: { from: number; to: number }): Promise<DatedChanges> =>
      json('datedChanges', { params: { caseId }, query }),
    replacementForm: (query: { scheduleCaseId: number; lineKey: string; caseId?: number }): Promise<ReplacementForm> =>
      json('replacementForm', { query }),
    replacementPartners: (query: {
      scheduleCaseId: number;
      lineKey: string;
      week: number;
      kind: PairedKind;
      search: string;
      page: number;
      caseId?: number;
    }): Promise<ReplacementPartners> => json('replacementPartners', { query }),
    checkReplacement: (input: CheckReplacement): Promise<ReplacementCheck> => json('checkReplacement', { json: input }),
    createReplacement: (input: ReplacementInput) => json('createReplacement', { json: input }),
    saveReplacement: (caseId: number, input: ReplacementInput & { version: number }) =>
      json('saveReplacement', { params: { caseId }, json: input }),
    replacementDraft: (caseId: number): Promise<ReplacementView> => json('replacementDraft', { params: { caseId } }),
    replacementEdition: (caseId: number, editionNo: number): Promise<ReplacementView> =>
      json('replacementEdition', { params: { caseId, editionNo } }),
    myTimetable: (query: QueryInputOf<'myTimetable'>): Promise<Timetable> =>
      json('myTimetable', { query: query as Filling }),
    renewCalendarFeed: () => json('renewCalendarFeed'),
    revokeCalendarFeed: () => json('revokeCalendarFeed'),
    importTemplate: (kind: ScheduleKind, locale: Locale) => file('importTemplate', { query: { kind, locale } }),
    checkImport: (fileToCheck: File, target: ImportTarget): Promise<ImportPreview> =>
      json('checkImport', { query: { fileName: fileToCheck.name, ...target }, file: fileToCheck }),
    importPreview: (importId: number): Promise<ImportPreview> => json('importPreview', { params: { importId } }),
    importFaults: (importId: number, locale: Locale) =>
      file('importFaults', { params: { importId }, query: { locale } }),
    applyImport: (importId: number) => json('applyImport', { params: { importId } }),
    calendar: (year: number | undefined): Promise<Calendar> => json('calendar', { query: { year } }),
    saveCalendarDay: (day: SaveCalendarDay): Promise<MovedDeadlines> => json('saveCalendarDay', { json: day }),
    removeCalendarDay: (date: string): Promise<MovedDeadlines> => json('removeCalendarDay', { json: { date } }),
    saveAcademicTerm: (term: SaveAcademicTerm) => json('saveAcademicTerm', { json: term }),
    removeAcademicTerm: ({ academicYear, term }: Pick<AcademicTerm, 'academicYear' | 'term'>) =>
      json('removeAcademicTerm', { json: { academicYear, term } }),
    saveExamLimits: (limits: SaveExamLimits): Promise<ExamLimitsEffect> => json('saveExamLimits', { json: limits }),
    effects: (query: { page: number; state?: EffectState }) => json('effects', { query }),
    retryEffect: (effectId: number): Promise<EffectView> => json('retryEffect', { params: { effectId } }),
    republish: (caseId: number): Promise<EffectView> => json('republish', { params: { caseId } }),
    routes: () => json('routes'),
    route: (kind: string): Promise<RouteView> => json('route', { params: { kind } }),
    saveRoute: (kind: CaseKind, body: BodyInputOf<'saveRoute'>): Promise<RouteView> =>
      json('saveRoute', { params: { kind }, json: body }),
    resetRoute: (kind: CaseKind, body: BodyInputOf<'resetRoute'>): Promise<RouteView> =>
      json('resetRoute', { params: { kind }, json: body }),
    exportRoute: (kind: CaseKind) => file('exportRoute', { params: { kind } }),
    readRouteFile: (kind: CaseKind, content: File) => json('readRouteFile', { params: { kind }, file: content }),
    dryRunRoute: (kind: CaseKind, body: BodyInputOf<'dryRunRoute'>): Promise<DryRunAnswer> =>
      json('dryRunRoute', { params: { kind }, json: body }),
  };
}
