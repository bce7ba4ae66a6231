import {
  notifyAnswerSchema,
  pingAnswerSchema,
  publishCalendarAnswerSchema,
  type NotifyAnswer,
  type NotifyRequest,
  type PingAnswer,
  type PublishCalendarAnswer,
  type PublishCalendarRequest,
  syncEnrolmentsAnswerSchema,
  type SyncEnrolmentsAnswer,
  type SyncEnrolmentsRequest,
} from '@qashyq/shared-types';
import { createTransport, patientLine, type MoodleLineSettings } from './transport.js';

export interface MoodleClientOptions {
  /** Moodle's wwwroot, without a slash at the end. */
  siteUrl: string;
  /** The service account's web service token. */
  token: string;
  /** Time limits and attempts; `patientLine` where it is not given. */
  http?: Partial<MoodleLineSettings>;
}

/**
 * Moodle as the companion sees it: one method for each external function of the plugin. Every method rejects with one of
 * `MoodleRefusedError`, `MoodleUnreachableError`, `MoodleNotUnderstoodError`, and may be repeated without harm.
 */
export interface MoodleClient {
  /** Is the line alive, and which version answers. */
  ping(): Promise<PingAnswer>;
  /** Makes the calendar show the given lessons, and no longer show the removed ones. */
  publishCalendar(request: PublishCalendarRequest): Promise<PublishCalendarAnswer>;
  /** Lets courses have the people they should, in the states they should be in. */
  syncEnrolments(request: SyncEnrolmentsRequest): Promise<SyncEnrolmentsAnswer>;
  /** Sends notices through Moodle's messages; each once. */
  notify(request: NotifyRequest): Promise<NotifyAnswer>;
}

export function createMoodleClient({ siteUrl, token, http }: MoodleClientOptions): MoodleClient {
  const call = createTransport({ siteUrl, token, line: { ...patientLine, ...http } });
  return {
    ping: () => call('local_qashyq_ping', {}, pingAnswerSchema),
    publishCalendar: ({ events, ...request }) =>
      call(
        'local_qashyq_publish_calendar',
        // One field for all: Moodle checks every field of a form twice, and PHP counts them.
        { ...request, events: JSON.stringify(events) },
        publishCalendarAnswerSchema,
      ),
    syncEnrolments: ({ enrolments, ...request }) =>
      call(
        'local_qashyq_sync_enrolments',
        { ...request, enrolments: JSON.stringify(enrolments) },
        syncEnrolmentsAnswerSchema,
      ),
    notify: (request) => call('local_qashyq_notify', request, notifyAnswerSchema),
  };
}
