/** The routes of agreement that the department changes. */
import { z } from 'zod';
import { download, endpoint } from './endpoint.js';
import {
  dryRunAnswerSchema,
  dryRunSchema,
  resetRouteSchema,
  routeListItemSchema,
  routeStepSchema,
  routeViewSchema,
  saveRouteSchema,
} from './route.js';
import { caseKindSchema } from './words.js';

const routeParams = z.object({ kind: caseKindSchema });

export const routeEndpoints = {
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
} as const;
