/**
 * The contract of the companion's API: one value per endpoint. The service checks requests and answers with it, the browser is typed by it,
 * OpenAPI and the access tests are made from it. Adding an endpoint = adding a value to the file of its area and a handler in the feature’s routes.
 */
import type { z } from 'zod';
import { calendarEndpoints } from './calendar-endpoints.js';
import { caseEndpoints } from './case-endpoints.js';
import { effectEndpoints } from './effect-endpoints.js';
import { personEndpoints } from './person-endpoints.js';
import { routeEndpoints } from './route-endpoints.js';
import { scheduleEndpoints } from './schedule-endpoints.js';
import { timetableEndpoints } from './timetable-endpoints.js';
import { trainingEndpoints } from './training/training-endpoints.js';

export const endpoints = {
  ...caseEndpoints,
  ...scheduleEndpoints,
  ...timetableEndpoints,
  ...personEndpoints,
  ...calendarEndpoints,
  ...effectEndpoints,
  ...routeEndpoints,
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
