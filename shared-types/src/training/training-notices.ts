/** What people are told about trainings; each has the texts `notice_<kind>_subject`, `notice_<kind>_text` and `noticekind_<kind>`. */
export const trainingNoticeKinds = [
  /** To the applicant. */
  'applicationReceived',
  'applicationConfirmed',
  'applicationWaitlisted',
  'applicationDeclined',
  'seatOffered',
  'offerReminder',
  'offerExpired',
  /** To the head who is asked. */
  'applicationAwaited',
  'applicationReminder',
  /** To the head above, when the one who is asked stays silent. */
  'applicationEscalated',
  /** To everybody who applied: another time or place, and that it will not be held. */
  'trainingChanged',
  'trainingCancelled',
  /** To who took part, after the last session. */
  'feedbackAsked',
] as const;
