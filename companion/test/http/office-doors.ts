/** Who gets past the doors of running trainings; the fixture that these doors lead to. */
import type { officeEndpoints } from '@qashyq/shared-types';
import { createTraining } from '../../src/features/training/office/edit-training.js';
import type { CallOptions, RunningService } from '../support/running-service.js';
import { draft, officeOf, session } from '../training/training-fixture.js';

interface Row {
  draft: readonly string[];
  submitted: readonly string[];
  options?: CallOptions;
}

const department = ['dldhead', 'methodist'];
const both = (options: CallOptions = {}): Row => ({ draft: department, submitted: department, options });
const someTraining = draft({
  applyUntil: '2099-03-01T18:00',
  cancelUntil: '2099-03-01T18:00',
  sessions: [session({ date: '2099-03-10' })],
});

export const officeDoors: Record<keyof typeof officeEndpoints, Row> = {
  officeTrainings: both(),
  officeOptions: both(),
  yearCopies: both({ query: { year: 2030 } }),
  cloneYear: both({ body: { year: 2030 } }),
  createTraining: both({ body: { draft: someTraining } }),
  officeTraining: both(),
  // Whoever is second has an older version.
  saveTraining: { draft: ['dldhead'], submitted: [], options: { body: { version: 1, draft: someTraining } } },
  announceTraining: { draft: ['dldhead'], submitted: [], options: { body: { version: 2 } } },
  // The second time it is the same click again.
  cancelTraining: { draft: ['dldhead'], submitted: ['dldhead'], options: { body: { version: 3, reason: 'ill' } } },
  cloneTraining: both({ body: { startsOn: '2099-04-01' } }),
};

/** The draft of a training that these doors lead to. */
export async function openOfficeDoors({ university }: RunningService): Promise<number> {
  return createTraining(officeOf(university), await university.person('methodist'), someTraining);
}
