/** Drafts of trainings for tests, relative to the clock of the test university (8 October 2026). */
import { openToEverybody, type SessionDraft, type TrainingDraft } from '@qashyq/shared-types';
import { createApprovedEditions } from '../../src/features/schedules/timetable/approved-editions.js';
import type { TrainingOffice } from '../../src/features/training/office/edit-training.js';
import type { TestUniversity } from '../support/university.js';

export function session(values: Partial<SessionDraft> = {}): SessionDraft {
  return { key: null, date: '2026-11-10', starts: '09:00', ends: '10:40', room: '1-305', link: '', ...values };
}

/** Complete: it can be announced. Two sessions of two academic hours each. */
export function draft(values: Partial<TrainingDraft> = {}): TrainingDraft {
  return {
    title: { kk: 'Тест тапсырмаларын әзірлеу', ru: 'Разработка тестовых заданий', en: 'Writing test items' },
    about: { kk: 'Жоспар', ru: 'План', en: 'Plan' },
    category: 'testItems',
    form: 'campus',
    language: 'kk',
    hours: 4,
    seats: 2,
    applyFrom: '2026-10-01T09:00',
    applyUntil: '2026-11-05T18:00',
    cancelUntil: '2026-11-08T18:00',
    offerHours: 24,
    approval: 'automatic',
    eligibility: openToEverybody,
    attendancePercent: 80,
    needsFinalTask: false,
    moodleCourse: '',
    signatoryId: null,
    certificateMonths: null,
    trainers: [{ personId: null, outsideName: 'Гость' }],
    sessions: [session(), session({ date: '2026-11-11' })],
    clashReason: '',
    ...values,
  };
}

export function officeOf({ db, engine }: TestUniversity): TrainingOffice {
  return { db, catalogue: engine.catalogue, now: engine.now, approved: createApprovedEditions() };
}
