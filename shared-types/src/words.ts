/**
 * The closed word lists of the house. Every code is the glossary's own (docs/glossary.md), the same in tables, types, routes and the plugin.
 */
import { z } from 'zod';
import { certificateNoticeKinds } from './training/certificate-notices.js';
import { trainingNoticeKinds } from './training/training-notices.js';

/** Languages of every screen, mail, printed form and error. Kazakh first: it is the Regulation's own language. */
export const locales = ['kk', 'ru', 'en'] as const;
export const localeSchema = z.enum(locales);
export type Locale = z.infer<typeof localeSchema>;

export const roles = [
  'rector',
  'viceRectorAcademic',
  'iceDirector',
  'directorateHead',
  'dldHead',
  'dldMethodist',
  'dldTestOfficer',
  'dldTechnician',
  'hrHead',
  'legalHead',
  'docHead',
  'dean',
  'chairHead',
  'teacher',
  'expert',
  'registrar',
  'scheduler',
  'proctor',
  'itHead',
  'learner',
  'auditor',
] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** Things that go through agreement. A new kind is one line here and one workflow file in the companion. */
export const caseKinds = [
  'lessonSchedule',
  'lessonReplacement',
  'midtermControlSchedule',
  'interimAttestationSchedule',
  'finalAttestationSchedule',
  'trainingPlan',
] as const;
export const caseKindSchema = z.enum(caseKinds);
export type CaseKind = z.infer<typeof caseKindSchema>;

/**
 * Schedules whose lines have a date instead of weekdays and weeks: midterm control, the exam session, and graduation. Interim attestation is the
 * exam session, not the midterm.
 */
export const datedKinds = [
  'midtermControlSchedule',
  'interimAttestationSchedule',
  'finalAttestationSchedule',
] as const satisfies readonly CaseKind[];
export const datedKindSchema = z.enum(datedKinds);
export type DatedKind = z.infer<typeof datedKindSchema>;

/** The kinds that stand in the list of schedules. */
export const scheduleKinds = ['lessonSchedule', ...datedKinds] as const satisfies readonly CaseKind[];
export const scheduleKindSchema = z.enum(scheduleKinds);
export type ScheduleKind = z.infer<typeof scheduleKindSchema>;

export const caseStates = [
  'draft',
  'inAgreement',
  'inApproval',
  'returned',
  'withdrawn',
  'rejected',
  'approved',
  'published',
] as const;
export const caseStateSchema = z.enum(caseStates);
export type CaseState = z.infer<typeof caseStateSchema>;

/** A seat is one place at a route step: (role, org unit). `skipped`: an earlier visa still stands, or another seat of an any-of step decided; `expired`: a return closed it. */
export const seatStates = ['waiting', 'active', 'done', 'skipped', 'expired'] as const;
export const seatStateSchema = z.enum(seatStates);
export type SeatState = z.infer<typeof seatStateSchema>;

/**
 * What a person can do to a case. `agreeWithRemarks` keeps the route moving, and its remarks are answered before approval; `return` needs a
 * reason; `reject` is the approver's last word; `withdraw` takes an edition back before anybody decided on it, later it is asked for and the
 * head of the department allows or declines it; `resume` lets the head of the department spare those whose agreement a correction does not touch;
 * `revise` opens a new draft of what was approved or withdrawn.
 */
export const caseActions = [
  'submit',
  'agree',
  'agreeWithRemarks',
  'answerRemarks',
  'return',
  'approve',
  'reject',
  'withdraw',
  'askWithdrawal',
  'allowWithdrawal',
  'declineWithdrawal',
  'resume',
  'revise',
] as const;
export const caseActionSchema = z.enum(caseActions);
export type CaseAction = z.infer<typeof caseActionSchema>;

/** What the decision log records: the persons' actions, and publication, which the service reports itself. */
export const logActions = [...caseActions, 'publish'] as const;
export const logActionSchema = z.enum(logActions);
export type LogAction = z.infer<typeof logActionSchema>;

export const stepModes = ['sequential', 'parallel'] as const;
export const stepModeSchema = z.enum(stepModes);
export type StepMode = z.infer<typeof stepModeSchema>;

/** `all`: every seat of the step must agree; `any`: the first positive decision closes the other seats of the step. */
export const stepNeeds = ['all', 'any'] as const;
export const stepNeedsSchema = z.enum(stepNeeds);
export type StepNeeds = z.infer<typeof stepNeedsSchema>;

/**
 * Where the holder of a step is looked for: kafedras named in the lines, the faculty of the case, or anywhere in the university.
 * `costOrLeave` is the university too, but only where the content asks for it: some line costs money or releases people from work.
 */
export const stepScopes = ['involvedKafedras', 'faculty', 'university', 'costOrLeave'] as const;
export const stepScopeSchema = z.enum(stepScopes);
export type StepScope = z.infer<typeof stepScopeSchema>;

export const lessonTypes = ['lecture', 'practical', 'laboratory', 'supervisedIndependentWork'] as const;
export const lessonTypeSchema = z.enum(lessonTypes);
export type LessonType = z.infer<typeof lessonTypeSchema>;

/** How an exam or a midterm control is held. */
export const examForms = ['test', 'written', 'oral', 'project', 'combined'] as const;
export const examFormSchema = z.enum(examForms);
export type ExamForm = z.infer<typeof examFormSchema>;

/** What a final attestation consists of. */
export const attestationTypes = ['complexExam', 'thesisDefence'] as const;
export const attestationTypeSchema = z.enum(attestationTypes);
export type AttestationType = z.infer<typeof attestationTypeSchema>;

/** Periods of a term in the academic calendar: the two weeks of midterm control, the exam session, and final attestation. */
export const academicPeriods = ['midterm1', 'midterm2', 'session', 'finalAttestation'] as const;
export const academicPeriodSchema = z.enum(academicPeriods);
export type AcademicPeriod = z.infer<typeof academicPeriodSchema>;

export const deliveryModes = ['campus', 'onlineSync', 'onlineAsync'] as const;
export const deliveryModeSchema = z.enum(deliveryModes);
export type DeliveryMode = z.infer<typeof deliveryModeSchema>;

export const effectKinds = [
  'publish-calendar',
  'deliver-notice',
  'deliver-digest',
  'update-invitations',
  'deliver-invitation',
  'sync-enrolments',
  'print-certificates',
] as const;
export const effectKindSchema = z.enum(effectKinds);
export type EffectKind = z.infer<typeof effectKindSchema>;
/** Those that may follow an approval. Each is given the approved edition and nothing else. */
export const approvalEffectKinds = ['publish-calendar'] as const satisfies readonly EffectKind[];
export type ApprovalEffectKind = (typeof approvalEffectKinds)[number];

/** `parked`: it will not be tried again until a person says so. */
export const effectStates = ['ready', 'leased', 'done', 'parked'] as const;
export const effectStateSchema = z.enum(effectStates);
export type EffectState = z.infer<typeof effectStateSchema>;

export const noticeKinds = [
  'lessonReplaced',
  'lessonReplacementEnded',
  'decisionAwaited',
  'stepAgreed',
  'remarksToAnswer',
  'remarksAnswered',
  'caseReturned',
  'caseRejected',
  'caseWithdrawn',
  'withdrawalAsked',
  'withdrawalDeclined',
  'resumptionPossible',
  'agreementResumed',
  'delegationGiven',
  'delegationRevoked',
  'deputyNamed',
  'deputyOfYours',
  'deputyRevoked',
  'roleGiven',
  'roleGivenUntil',
  'roleEnded',
  'roleCancelled',
  'caseApproved',
  'casePublished',
  'publicationParked',
  'deadlineMovedEarlier',
  'decisionReminder',
  'decisionEscalated',
  ...trainingNoticeKinds,
  ...certificateNoticeKinds,
] as const;
export const noticeKindSchema = z.enum(noticeKinds);
export type NoticeKind = z.infer<typeof noticeKindSchema>;

/** How soon mail comes: one for each notice, or one a day at 08:30 on working days. */
export const mailPaces = ['atOnce', 'daily'] as const;
export const mailPaceSchema = z.enum(mailPaces);
export type MailPace = z.infer<typeof mailPaceSchema>;
