/** Persons, what they may do, and what is held about them. */
import { z } from 'zod';
import { idParameterSchema, pageOf, pageQuerySchema } from './basics.js';
import { delegationsSchema, giveDelegationSchema } from './delegation.js';
import { deputyOrdersSchema, enterDeputyOrderSchema } from './deputy-order.js';
import { download, endpoint } from './endpoint.js';
import { mailSettingsSchema, meSchema, noticeViewSchema } from './me.js';
import { myDataSchema } from './my-data.js';
import { foundPersonSchema, personQuerySchema } from './person.js';
import { myReadSchema, readJournalQuerySchema, readJournalSchema } from './read-journal.js';
import { endRoleSchema, giveRoleSchema, roleChangeSchema, rolesQuerySchema, rolesSchema } from './roles.js';
import { localeSchema, mailPaceSchema } from './words.js';

export const personEndpoints = {
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
} as const;
