/** A route as a file: written whole, read with every fault named by step and field. Pure. */
import {
  routeFileFormat,
  routeFileSchema,
  type Route,
  type RouteDraftStep,
  type RouteFile,
} from '@qashyq/shared-types';
import { AppError } from '../../errors.js';

/** Far more than twenty steps need. */
const largestFile = 256 * 1024;
const mostFaults = 50;

export function writeRouteFile(route: Route): Buffer {
  const file: RouteFile = { format: routeFileFormat, version: 1, kind: route.kind, steps: route.steps };
  return Buffer.from(`${JSON.stringify(file, null, 2)}\n`, 'utf8');
}

/**
 * The kind and the steps as the file has them; whether they make sense is for `checkRoute` to say.
 * @param wrongForm says that a place of the file has no value or a wrong one, e.g. `steps.2.role`
 * @throws AppError `routeFileUnreadable` with each place that was not understood
 */
export function readRouteFile(
  content: Buffer,
  wrongForm: (place: string) => string,
): { kind: string; steps: RouteDraftStep[] } {
  if (content.length > largestFile) throw new AppError('tooLarge');
  const parsed = routeFileSchema.safeParse(readJson(content));
  if (parsed.success) return { kind: parsed.data.kind, steps: parsed.data.steps };
  throw new AppError('routeFileUnreadable', {
    details: parsed.error.issues.slice(0, mostFaults).map(({ path }) => {
      // People count steps from one.
      const place = path.map((part) => (typeof part === 'number' ? part + 1 : String(part))).join('.');
      return { field: place, message: wrongForm(place) };
    }),
  });
}

function readJson(content: Buffer): unknown {
  try {
    // Editors on Windows like to put a mark before the first letter.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(content);
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new AppError('routeFileUnreadable', { cause });
  }
}
