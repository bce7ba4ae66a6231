/** An invitation in the form that calendar programs take (iCalendar and iTIP: RFC 5545, 5546). */
import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Locale } from '@qashyq/shared-types';

export interface InvitationFacts {
  uid: string;
  sequence: number;
  method: 'request' | 'cancel';
  /** Milliseconds UTC. */
  startsAt: number;
  endsAt: number;
  stampedAt: number;
  summary: string;
  place: string;
  description: string;
  /** The training in the screens. */
  url: string;
  organizer: { name: string; email: string };
  attendee: { name: string; email: string };
  locale: Locale;
}

/** One event of one person. Times are UTC, so no program needs to know Kazakhstan's change of clocks in 2024. */
export function invitationCalendar(facts: InvitationFacts): string {
  const isCancelled = facts.method === 'cancel';
  const calendar = ical({
    prodId: { company: 'Qashyq', product: 'Trainings', language: facts.locale.toUpperCase() },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  calendar.createEvent({
    id: facts.uid,
    sequence: facts.sequence,
    stamp: new Date(facts.stampedAt),
    start: new Date(facts.startsAt),
    end: new Date(facts.endsAt),
    summary: facts.summary,
    location: facts.place === '' ? null : facts.place,
    description: facts.description,
    url: facts.url,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: facts.organizer,
    // The seat is taken already: nobody is asked to answer.
    attendees: [
      {
        ...facts.attendee,
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.ACCEPTED,
        rsvp: false,
      },
    ],
  });
  return calendar.toString();
}

/** The same session is the same event in every mail and in the personal feed. */
export function invitationUid(sessionKey: string, personId: number, host: string): string {
  return `training-${sessionKey}-${personId}@${host}`;
}
