/**
 * The contract of the companion's API: one value per endpoint. The service checks requests and answers with it, the browser is typed by it,
 * OpenAPI and the access tests are made from it. Adding an endpoint = adding a value here and a handler in the feature's routes.
 */
import { z } from 'zod';
import { dateSchema, idParameterSchema, localeQuerySchema, pageOf, pageQuerySchema } from './basics.js';
import {
  academicTermSchema,
  calendarQuerySchema,
  calendarSchema,
  examLimitsEffectSchema,
  movedDeadlinesSchema,
  saveAcademicTermSchema,
  saveCalendarDaySchema,
  saveExamLimitsSchema,
} from './calendar.js';
import { caseViewSchema, inboxItemSchema, inboxQuerySchema, takeActionSchema } from './case.js';
import { download, endpoint } from './endpoint.js';
import { datedChangesSchema, datedViewSchema } from './dated-schedule.js';
import { delegationsSchema, giveDelegationSchema } from './delegation.js';
import { deputyOrdersSchema, enterDeputyOrderSchema } from './deputy-order.js';
import { effectCountsSchema, effectListQuerySchema, effectViewSchema } from './effect.js';
import { mailSettingsSchema, meSchema, noticeViewSchema } from './me.js';
import { myDataSchema } from './my-data.js';
import { overviewQuerySchema, overviewSchema } from './overview.js';
import { pairingAnswerSchema, pairingRequestSchema } from './moodle.js';
import { foundPersonSchema, personQuerySchema } from './person.js';
import { endRoleSchema, giveRoleSchema, roleChangeSchema, rolesQuerySchema, rolesSchema } from './roles.js';
import { myReadSchema, readJournalQuerySchema, readJournalSchema } from './read-journal.js';
import {
  dryRunAnswerSchema,
  dryRunSchema,
  resetRouteSchema,
  routeListItemSchema,
  routeStepSchema,
  routeViewSchema,
  saveRouteSchema,
} from './route.js';
import {
  editionChangesSchema,
  lineCheckSchema,
  lineEditSchema,
  lineFormSchema,
  saveLineSchema,
  scheduleListItemSchema,
  scheduleListQuerySchema,
  scheduleOptionsSchema,
  scheduleViewSchema,
} from './schedule.js';
import { importPreviewSchema, importQuerySchema, importTemplateQuerySchema } from './schedule-import.js';
import { trainingEndpoints } from './training/training-endpoints.js';
import { calendarAddressSchema, timetableQuerySchema, timetableSchema } from './timetable.js';
import { caseKindSchema, scheduleKindSchema, localeSchema, mailPaceSchema } from './words.js';

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const caseParams = z.object({ caseId: idParameterSchema });
const editionParams = caseParams.extend({ editionNo: idParameterSchema });
const lineParams = caseParams.extend({ lineKey: z.uuid() });
const importParams = z.object({ importId: idParameterSchema });
const routeParams = z.object({ kind: caseKindSchema });
const effectParams = z.object({ effectId: idParameterSchema });

export const endpoints = {
  me: endpoint({ method: 'GET', path: '/api/me', summary: 'Who I am here', access: 'signedIn', answer: meSchema }),
  setLocale: endpoint({
    method: 'POST',
    path: '/api/me/locale',
    summary: 'Choose my language',
    access: 'signedIn',
    body: z.object({ locale: localeSchema }),
    answer: meSchema,
  }),
  notices: endpoint({
    method: 'GET',
    path: '/api/notices',
    summary: 'What I was told, newest first',
    access: 'signedIn',
    query: pageQuerySchema,
    answer: pageOf(noticeViewSchema).extend({ mail: mailSettingsSchema }),
  }),
  setMailPace: endpoint({
    method: 'POST',
    path: '/api/me/mail-pace',
    summary: 'Choose a mail for each notice, or one a day',
    access: 'signedIn',
    body: z.object({ pace: mailPaceSchema }),
  }),
  readNotices: endpoint({
    method: 'POST',
    path: '/api/notices/read',
    summary: 'Mark my notices as read, up to the given one',
    access: 'signedIn',
    body: z.object({ upToId: z.int().positive() }),
  }),
  delegations: endpoint({
    method: 'GET',
    path: '/api/delegations',
    summary: 'Delegations I gave and got, and what I may delegate to whom',
    access: 'signedIn',
    answer: delegationsSchema,
  }),
  giveDelegation: endpoint({
    method: 'POST',
    path: '/api/delegations',
    summary: 'Let a colleague decide in my place',
    access: 'signedIn',
    body: giveDelegationSchema,
    answer: delegationsSchema,
  }),
  revokeDelegation: endpoint({
    method: 'POST',
    path: '/api/delegations/:delegationId/revoke',
    summary: 'Take a delegation back that I gave',
    access: 'signedIn',
    params: z.object({ delegationId: idParameterSchema }),
    answer: delegationsSchema,
  }),
  deputyOrders: endpoint({
    method: 'GET',
    path: '/api/deputy-orders',
    summary: 'Orders that name a deputy of a post, newest first',
    access: 'signedIn',
    query: pageQuerySchema,
    answer: deputyOrdersSchema,
  }),
  enterDeputyOrder: endpoint({
    method: 'POST',
    path: '/api/deputy-orders',
    summary: 'Enter an order that names a deputy',
    access: 'signedIn',
    body: enterDeputyOrderSchema,
  }),
  revokeDeputyOrder: endpoint({
    method: 'POST',
    path: '/api/deputy-orders/:delegationId/revoke',
    summary: 'Say that an order no longer holds',
    access: 'signedIn',
    params: z.object({ delegationId: idParameterSchema }),
  }),
  signOutEverywhere: endpoint({
    method: 'POST',
    path: '/api/me/sign-out-everywhere',
    summary: 'End all my sessions in the portal, on every device',
    access: 'signedIn',
  }),
  myData: endpoint({
    method: 'GET',
    path: '/api/me/data',
    summary: 'What is held about me',
    access: 'signedIn',
    answer: myDataSchema,
  }),
  myDataFile: download('application/json', {
    path: '/api/me/data.json',
    summary: 'What is held about me, as a file',
    access: 'signedIn',
  }),
  myReads: endpoint({
    method: 'GET',
    path: '/api/me/data/reads',
    summary: 'Who read protected data about me, newest first',
    access: 'signedIn',
    query: pageQuerySchema,
    answer: pageOf(myReadSchema),
  }),
  readJournal: endpoint({
    method: 'GET',
    path: '/api/read-journal',
    summary: 'Who read protected data about whom, newest first, for the auditor',
    access: 'signedIn',
    query: readJournalQuerySchema,
    answer: readJournalSchema,
  }),
  findPersons: endpoint({
    method: 'GET',
    path: '/api/persons',
    summary: 'People found by name, login or staff number, for those who look people up in their work',
    access: 'signedIn',
    query: personQuerySchema,
    answer: pageOf(foundPersonSchema),
  }),
  roles: endpoint({
    method: 'GET',
    path: '/api/roles',
    summary: 'Who holds which role in which unit, and the posts that nobody holds',
    access: 'signedIn',
    query: rolesQuerySchema,
    answer: rolesSchema,
  }),
  roleChanges: endpoint({
    method: 'GET',
    path: '/api/roles/changes',
    summary: 'Who gave and ended which role, newest first',
    access: 'signedIn',
    query: pageQuerySchema,
    answer: pageOf(roleChangeSchema),
  }),
  giveRole: endpoint({
    method: 'POST',
    path: '/api/roles',
    summary: 'Give somebody a role in a unit',
    access: 'signedIn',
    body: giveRoleSchema,
  }),
  endRole: endpoint({
    method: 'POST',
    path: '/api/roles/:roleId/end',
    summary: 'End a role with the given day; it stays in the history',
    access: 'signedIn',
    params: z.object({ roleId: idParameterSchema }),
    body: endRoleSchema,
  }),
  inbox: endpoint({
    method: 'GET',
    path: '/api/inbox',
    summary: 'Cases that wait for me, that are mine, or that I decided',
    access: 'signedIn',
    query: inboxQuerySchema,
    answer: pageOf(inboxItemSchema),
  }),
  overview: endpoint({
    method: 'GET',
    path: '/api/overview',
    summary: 'What waits for whom since when, by unit, for the department',
    access: 'signedIn',
    query: overviewQuerySchema,
    answer: overviewSchema,
  }),
  case: endpoint({
    method: 'GET',
    path: '/api/cases/:caseId',
    summary: 'One case with its route, history and what I may do',
    access: 'signedIn',
    params: caseParams,
    answer: caseViewSchema,
  }),
  takeAction: endpoint({
    method: 'POST',
    path: '/api/cases/:caseId/actions',
    summary: 'Decide on a case or move it: one of the actions it allows me',
    access: 'signedIn',
    params: caseParams,
    body: takeActionSchema,
    answer: caseViewSchema,
  }),
  agreementSheet: download('application/pdf', {
    path: '/api/cases/:caseId/agreement-sheet.pdf',
    summary: 'The agreement sheet («Келісім парағы») as PDF, from the decision log',
    access: 'signedIn',
    params: caseParams,
    query: localeQuerySchema,
  }),
  agreementSheetDocx: download('application/vnd.openxmlformats-officedocument.wordprocessingml.document', {
    path: '/api/cases/:caseId/agreement-sheet.docx',
    summary: 'The same agreement sheet for text processors (Word)',
    access: 'signedIn',
    params: caseParams,
    query: localeQuerySchema,
  }),
  schedules: endpoint({
    method: 'GET',
    path: '/api/schedules',
    summary: 'Schedules I may see',
    access: 'signedIn',
    query: scheduleListQuerySchema,
    answer: pageOf(scheduleListItemSchema).extend({ mayPrepare: z.array(scheduleKindSchema) }),
  }),
  scheduleOptions: endpoint({
    method: 'GET',
    path: '/api/schedules/options',
    summary: 'Terms and faculties a new schedule can be for',
    access: 'signedIn',
    answer: scheduleOptionsSchema,
  }),
  scheduleDraft: endpoint({
    method: 'GET',
    path: '/api/schedules/:caseId/draft',
    summary: 'The working draft with its clashes',
    access: 'signedIn',
    params: caseParams,
    answer: scheduleViewSchema,
  }),
  scheduleEdition: endpoint({
    method: 'GET',
    path: '/api/schedules/:caseId/editions/:editionNo',
    summary: 'A frozen edition with its clashes',
    access: 'signedIn',
    params: editionParams,
    answer: scheduleViewSchema,
  }),
  scheduleChanges: endpoint({
    method: 'GET',
    path: '/api/schedules/:caseId/changes',
    summary: 'What changed between two editions',
    access: 'signedIn',
    params: caseParams,
    query: z.object({ from: idParameterSchema, to: idParameterSchema }),
    answer: editionChangesSchema,
  }),
  lineForm: endpoint({
    method: 'GET',
    path: '/api/schedules/:caseId/lines/:lineKey',
    summary: 'One line of a draft with its clashes, free places near it, and the choices of its form',
    access: 'signedIn',
    params: lineParams,
    answer: lineFormSchema,
  }),
  checkLine: endpoint({
    method: 'POST',
    path: '/api/schedules/:caseId/lines/:lineKey/check',
    summary: 'How a line would stand if it were changed so; nothing is saved',
    access: 'signedIn',
    params: lineParams,
    body: lineEditSchema,
    answer: lineCheckSchema,
  }),
  saveLine: endpoint({
    method: 'POST',
    path: '/api/schedules/:caseId/lines/:lineKey',
    summary: 'Change one line of a draft: its place, teacher, or the reason of an accepted clash',
    access: 'signedIn',
    params: lineParams,
    body: saveLineSchema,
    answer: lineCheckSchema,
  }),
  datedDraft: endpoint({
    method: 'GET',
    path: '/api/dated-schedules/:caseId/draft',
    summary: 'The working draft of a schedule of exams, midterm control or final attestation, with its clashes',
    access: 'signedIn',
    params: caseParams,
    answer: datedViewSchema,
  }),
  datedEdition: endpoint({
    method: 'GET',
    path: '/api/dated-schedules/:caseId/editions/:editionNo',
    summary: 'A frozen edition of such a schedule with its clashes',
    access: 'signedIn',
    params: editionParams,
    answer: datedViewSchema,
  }),
  datedChanges: endpoint({
    method: 'GET',
    path: '/api/dated-schedules/:caseId/changes',
    summary: 'What changed between two editions of such a schedule',
    access: 'signedIn',
    params: caseParams,
    query: z.object({ from: idParameterSchema, to: idParameterSchema }),
    answer: datedChangesSchema,
  }),
  myTimetable: endpoint({
    method: 'GET',
    path: '/api/my-timetable',
    summary: 'Lessons in force of one teacher, group or room; mine when nobody is named',
    access: 'signedIn',
    query: timetableQuerySchema,
    answer: timetableSchema,
  }),
  renewCalendarFeed: endpoint({
    method: 'POST',
    path: '/api/my-timetable/feed',
    summary: 'A new secret calendar address for my lessons; the one before stops working',
    access: 'signedIn',
    answer: calendarAddressSchema,
  }),
  revokeCalendarFeed: endpoint({
    method: 'POST',
    path: '/api/my-timetable/feed/revoke',
    summary: 'My secret calendar address stops working',
    access: 'signedIn',
  }),
  importTemplate: download(workbook, {
    path: '/api/schedule-imports/template.xlsx',
    summary: 'An empty timetable of a kind with headings in my language',
    access: 'signedIn',
    query: importTemplateQuerySchema,
  }),
  checkImport: endpoint({
    method: 'POST',
    path: '/api/schedule-imports',
    summary: 'Check a timetable file; nothing is saved to the schedule',
    access: 'signedIn',
    query: importQuerySchema,
    upload: true,
    answer: importPreviewSchema,
  }),
  importPreview: endpoint({
    method: 'GET',
    path: '/api/schedule-imports/:importId',
    summary: 'A checked file again',
    access: 'signedIn',
    params: importParams,
    answer: importPreviewSchema,
  }),
  importFaults: download(workbook, {
    path: '/api/schedule-imports/:importId/faults.xlsx',
    summary: 'The faults and clashes of a checked file as a spreadsheet',
    access: 'signedIn',
    params: importParams,
    query: localeQuerySchema,
  }),
  applyImport: endpoint({
    method: 'POST',
    path: '/api/schedule-imports/:importId/apply',
    summary: 'Apply a checked file to the draft: whole or not at all',
    access: 'signedIn',
    params: importParams,
    answer: z.object({ caseId: z.int().positive() }),
  }),
  calendar: endpoint({
    method: 'GET',
    path: '/api/calendar',
    summary: 'Days off, moved days and terms',
    access: 'signedIn',
    query: calendarQuerySchema,
    answer: calendarSchema,
  }),
  saveCalendarDay: endpoint({
    method: 'POST',
    path: '/api/calendar/days',
    summary: 'Enter or change a day off or a worked weekend; running deadlines follow',
    access: 'signedIn',
    body: saveCalendarDaySchema,
    answer: movedDeadlinesSchema,
  }),
  removeCalendarDay: endpoint({
    method: 'POST',
    path: '/api/calendar/days/remove',
    summary: 'Let a day follow the rule of the week again; running deadlines follow',
    access: 'signedIn',
    body: z.object({ date: dateSchema }),
    answer: movedDeadlinesSchema,
  }),
  saveAcademicTerm: endpoint({
    method: 'POST',
    path: '/api/calendar/terms',
    summary: 'Enter a term or change its dates',
    access: 'signedIn',
    body: saveAcademicTermSchema,
  }),
  removeAcademicTerm: endpoint({
    method: 'POST',
    path: '/api/calendar/terms/remove',
    summary: 'Remove a term for which there is no schedule',
    access: 'signedIn',
    body: academicTermSchema.pick({ academicYear: true, term: true }),
  }),
  saveExamLimits: endpoint({
    method: 'POST',
    path: '/api/calendar/exam-limits',
    summary: 'Set how many exams a day and which pause a kind of schedule allows; drafts are checked by them at once',
    access: 'signedIn',
    body: saveExamLimitsSchema,
    answer: examLimitsEffectSchema,
  }),
  effects: endpoint({
    method: 'GET',
    path: '/api/effects',
    summary: 'Work done in the background, newest first',
    access: 'signedIn',
    query: effectListQuerySchema,
    answer: pageOf(effectViewSchema).extend({ counts: effectCountsSchema }),
  }),
  retryEffect: endpoint({
    method: 'POST',
    path: '/api/effects/:effectId/retry',
    summary: 'Try a parked effect again',
    access: 'signedIn',
    params: effectParams,
    answer: effectViewSchema,
  }),
  republish: endpoint({
    method: 'POST',
    path: '/api/schedules/:caseId/publish',
    summary: 'Publish the approved edition to the Moodle calendar again',
    access: 'signedIn',
    params: caseParams,
    answer: effectViewSchema,
  }),
  routes: endpoint({
    method: 'GET',
    path: '/api/routes',
    summary: 'The agreement route of every kind of case',
    access: 'signedIn',
    answer: z.object({ items: z.array(routeListItemSchema) }),
  }),
  route: endpoint({
    method: 'GET',
    path: '/api/routes/:kind',
    summary: 'The route of a kind with its history and the choices of its editor',
    access: 'signedIn',
    params: routeParams,
    answer: routeViewSchema,
  }),
  saveRoute: endpoint({
    method: 'POST',
    path: '/api/routes/:kind',
    summary: 'Change a route for the submissions to come',
    access: 'signedIn',
    params: routeParams,
    body: saveRouteSchema,
    answer: routeViewSchema,
  }),
  resetRoute: endpoint({
    method: 'POST',
    path: '/api/routes/:kind/reset',
    summary: 'Take a route back to the default of the house',
    access: 'signedIn',
    params: routeParams,
    body: resetRouteSchema,
    answer: routeViewSchema,
  }),
  exportRoute: download('application/json', {
    path: '/api/routes/:kind/route.json',
    summary: 'A route as a file',
    access: 'signedIn',
    params: routeParams,
  }),
  readRouteFile: endpoint({
    method: 'POST',
    path: '/api/routes/:kind/file',
    summary: 'Check a route file and give its steps; nothing is saved',
    access: 'signedIn',
    params: routeParams,
    upload: true,
    answer: z.object({ steps: z.array(routeStepSchema) }),
  }),
  dryRunRoute: endpoint({
    method: 'POST',
    path: '/api/routes/:kind/dry-run',
    summary: 'Problems of a route as edited, and who would be asked by when; nothing is saved',
    access: 'signedIn',
    params: routeParams,
    body: dryRunSchema,
    answer: dryRunAnswerSchema,
  }),
  pairMoodle: endpoint({
    method: 'POST',
    path: '/api/moodle/pairing',
    summary: 'Moodle presents itself: signed by the key that its JWKS address shows',
    access: 'moodle',
    body: pairingRequestSchema,
    answer: pairingAnswerSchema,
  }),
  ...trainingEndpoints,
} as const;

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;
export type ParamsOf<N extends EndpointName> = z.output<Endpoints[N]['params']>;
export type QueryOf<N extends EndpointName> = z.output<Endpoints[N]['query']>;
export type QueryInputOf<N extends EndpointName> = z.input<Endpoints[N]['query']>;
export type BodyOf<N extends EndpointName> = z.output<Endpoints[N]['body']>;
export type BodyInputOf<N extends EndpointName> = z.input<Endpoints[N]['body']>;
export type AnswerOf<N extends EndpointName> = z.output<Endpoints[N]['answer']>;
