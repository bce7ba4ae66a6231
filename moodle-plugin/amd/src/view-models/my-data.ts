/** What is held about the reader, in words: each thing with its purpose. */
import type { DelegationView, MyData } from '@qashyq/shared-types';
import { almatyDate, dateText, instantText } from './moments.js';
import { coded, type Words } from './words.js';

const personFields = [
  'name',
  'login',
  'staff',
  'email',
  'locale',
  'unit',
  'moodle',
  'mailpace',
  'since',
  'calendar',
] as const;
type PersonField = (typeof personFields)[number];

export function myDataView(data: MyData, words: Words) {
  const { person, counts } = data;
  const none = words.t('mydata_none');
  const values: Record<PersonField, string | null> = {
    name: words.name(person.name),
    login: person.login,
    staff: person.staffCode,
    email: person.email,
    locale: words.t(`language_${person.locale}`),
    unit: person.orgUnit === null ? null : words.name(person.orgUnit.name),
    moodle: person.moodleUserId === null ? null : words.t('mydata_moodle_linked', person.moodleUserId),
    mailpace: words.t(`mail_pace_${coded(person.mailPace)}`),
    since: instantText(person.createdAt),
    calendar:
      data.calendarAddressSince === null
        ? null
        : words.t('mydata_calendar_since', instantText(data.calendarAddressSince)),
  };
  const period = (from: string, until: string | null) =>
    until === null
      ? words.t('mydata_open_period', dateText(from))
      : words.t('delegation_period', { from: dateText(from), until: dateText(until) });
  const delegationRows = (side: 'given' | 'received') =>
    data.delegations[side].map((delegation: DelegationView) => ({
      name: words.name((side === 'given' ? delegation.to : delegation.from).name),
      post: words.t('delegation_post', {
        role: words.t(`role_${coded(delegation.role)}`),
        unit: words.name(delegation.orgUnit.name),
      }),
      period: period(delegation.validFromOn, delegation.validToOn),
      state: words.t(`delegationstate_${delegation.state}`),
    }));
  return {
    facts: personFields.map((field) => ({
      label: words.t(`mydata_${field}`),
      value: values[field] ?? none,
      why: words.t(`mydata_why_${field}`),
    })),
    roles: data.roles.map((held) => ({
      name: words.t('role_of_unit', { role: words.t(`role_${coded(held.role)}`), unit: words.name(held.orgUnit.name) }),
      period: period(held.validFromOn, held.validToOn),
    })),
    hasRoles: data.roles.length > 0,
    given: delegationRows('given'),
    hasGiven: data.delegations.given.length > 0,
    received: delegationRows('received'),
    hasReceived: data.delegations.received.length > 0,
    counts: [
      { label: words.t('mydata_cases'), value: String(counts.casesAuthored) },
      { label: words.t('mydata_decisions'), value: String(counts.decisions) },
      {
        label: words.t('mydata_notices'),
        value: words.t('mydata_notices_of', { unread: counts.unreadNotices, total: counts.notices }),
      },
      { label: words.t('mydata_imports'), value: String(counts.imports) },
      { label: words.t('mydata_calendar_changes'), value: String(counts.calendarChanges) },
      { label: words.t('mydata_route_changes'), value: String(counts.routeChanges) },
      { label: words.t('mydata_reads_made'), value: String(counts.readsMade) },
    ],
    ...learningView(data.learning, words),
    sessions: data.sessions.map((session) => ({
      began: words.t('mydata_session_began', instantText(session.signedInAt)),
      used: words.t('mydata_session_used', instantText(session.lastUsedAt)),
      isThisOne: session.isThisOne,
    })),
    hasSessions: data.sessions.length > 0,
  };
}

/** Trainings, certificates and those from elsewhere, each as a line; how many there are stands in the link to all of them. */
function learningView({ participations, certificates, outside, totals, hours }: MyData['learning'], words: Words) {
  const rest = (shown: readonly unknown[], total: number) =>
    total > shown.length ? words.count('mydata_every_read', total) : null;
  return {
    trainings: participations.map(({ training, state, appliedAt, attendance, finalTask, feedback }) => {
      const came = attendance.filter(({ status }) => status === 'present' || status === 'partly').length;
      return {
        name: words.name(training.title),
        about: [
          words.t(`applicationstate_${state}`),
          words.t('mydata_applied', dateText(almatyDate(appliedAt))),
          ...(attendance.some(({ status }) => status !== null)
            ? [words.t('mydata_came', { came, total: attendance.length })]
            : []),
          ...(finalTask === null ? [] : [words.t(`mydata_task_${finalTask}`)]),
          ...(feedback === 'notAsked' ? [] : [words.t(`mydata_feedback_${coded(feedback)}`)]),
        ].join(' · '),
      };
    }),
    hasTrainings: participations.length > 0,
    everyTraining: rest(participations, totals.participations),
    certificates: certificates.map(({ number, title, state, hours: earned, issuedOn }) => ({
      name: `${number} · ${words.name(title)}`,
      about: [
        words.t(`certificatestate_${state}`),
        words.count('mydata_hours', earned),
        words.t('mydata_issued', dateText(issuedOn)),
      ].join(' · '),
    })),
    hasCertificates: certificates.length > 0,
    everyCertificate: rest(certificates, totals.certificates),
    outside: outside.map(({ title, issuer, state, hours: stated, creditedHours }) => ({
      name: `${title} · ${issuer}`,
      about: [words.t(`outsidestate_${state}`), words.count('mydata_hours', creditedHours ?? stated)].join(' · '),
    })),
    hasOutside: outside.length > 0,
    everyOutside: rest(outside, totals.outside),
    hours: words.count('mydata_hours_total', hours),
  };
}
