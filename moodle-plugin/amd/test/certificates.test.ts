import type {
  AttendanceSheet,
  CertificateView,
  TrainingCertificates,
  TrainingResults,
  Transcript,
} from '@qashyq/shared-types';
import { expect } from 'chai';
import { attendanceView, checkInView, codeView, resultsView } from '../src/training/view-models/attendance.js';
import {
  certificateRow,
  normsView,
  outsideStateOf,
  trainingCertificatesView,
  transcriptView,
} from '../src/training/view-models/certificates.js';
import { named, person, unit, wordsOf } from './support.js';

const words = wordsOf('en');
const session = {
  id: 5,
  no: 2,
  heldOn: '2026-11-24',
  starts: '10:00',
  ends: '11:00',
  place: '1-305',
  isOpen: true,
  hasBegun: true,
};

describe('lists of attendance', () => {
  const sheet: AttendanceSheet = {
    training: { id: 1, title: named('Course'), attendancePercent: 80 },
    sessions: [session],
    session,
    canMark: true,
    rows: [
      {
        applicationId: 7,
        person: person(3),
        unit,
        mark: { status: 'absent', reason: 'ill', way: 'list', by: person(9), at: '2026-11-24T05:05:00.000Z' },
      },
      {
        applicationId: 8,
        person: person(4),
        unit: null,
        mark: { status: 'present', reason: '', way: 'code', by: person(4), at: '2026-11-24T05:05:00.000Z' },
      },
      { applicationId: 9, person: person(5), unit: null, mark: null },
    ],
  };

  it('say who marked whom, when and why, and who checked in alone', () => {
    const { rows, count } = attendanceView(sheet, true, words);
    expect(rows.map(({ mark }) => mark)).to.deep.equal([
      'ill · marked by Person 9, 24.11.2026 10:05',
      'checked in with the code, 24.11.2026 10:05',
      null,
    ]);
    expect(count).to.equal('1 of 3 came');
    expect(rows[0]!.choices.map(({ status, pressed }) => [status, pressed])).to.deep.equal([
      ['present', false],
      ['partly', false],
      ['absent', true],
    ]);
  });

  it('lead trainers to the lists alone, and the department to results and certificates as well', () => {
    expect(attendanceView(sheet, false, words).pages).to.have.length(2);
    expect(attendanceView(sheet, true, words).pages.map(({ href }) => href)).to.deep.equal([
      '#/trainings/1',
      '#/trainings/1/attendance',
      '#/trainings/1/results',
      '#/trainings/1/certificates',
    ]);
  });

  it('show the code only while it is taken, and no button where nothing can be marked', () => {
    const closed = { ...session, isOpen: false, hasBegun: false };
    const view = attendanceView({ ...sheet, session: closed, canMark: false }, true, words);
    expect([view.codeHref, view.notYet]).to.deep.equal([null, true]);
    expect(view.rows.every(({ choices }) => choices.every(({ disabled }) => disabled))).to.equal(true);
  });

  it('the picture of a code has four free modules around it, and its letters stand in two groups', () => {
    const shown = {
      training: named('Course'),
      session,
      code: 'AB12CD',
      qr: { size: 29, path: 'M0 0h7v1H0z' },
      changesInMs: 1,
      present: 1,
      seats: 3,
    };
    expect(codeView(shown, words)).to.include({ box: '-4 -4 37 37', code: 'AB1 2CD', count: '1 of 3 came' });
  });

  it('the field of the scanned session has the focus', () => {
    const view = checkInView(
      { sessions: [{ training: named('Course'), session, isPresent: false }], kept: [] },
      5,
      words,
    );
    expect(view.sessions[0]!.autofocus).to.equal(true);
    expect(view.hasKept).to.equal(false);
  });
});

describe('results', () => {
  const results: TrainingResults = {
    training: {
      id: 1,
      title: named('Course'),
      version: 2,
      hours: 72,
      attendancePercent: 80,
      needsFinalTask: true,
      isFinished: true,
    },
    sessionCount: 5,
    obstacle: null,
    changes: 1,
    rows: [
      {
        applicationId: 7,
        person: person(3),
        unit,
        state: 'completed',
        present: 2,
        partly: 1,
        absent: 1,
        unmarked: 1,
        percent: 50,
        finalTask: { result: 'passed', note: '' },
        outcome: 'attended',
        isFixed: false,
      },
    ],
  };

  it('say what would change, from what, and why', () => {
    const view = resultsView(results, words);
    expect(view.canFinish).to.equal(true);
    expect(view.rows[0]).to.include({
      willChange: true,
      before: 'before: Completed',
      unmarked: '1 session not marked (counts as absence)',
      attendance: 'present 2, partly 1, of 5 sessions —\u00a050\u00a0%',
    });
  });

  it('are settled again only when something would change, and never while something is in the way', () => {
    expect(resultsView({ ...results, changes: 0 }, words).canFinish).to.equal(false);
    const early = resultsView({ ...results, obstacle: 'sessionsToCome' }, words);
    expect([early.canFinish, early.obstacle]).to.deep.equal([false, 'Results are settled when all sessions are over.']);
  });

  it('of who holds a certificate stay as they are', () => {
    const [row] = resultsView(
      { ...results, rows: [{ ...results.rows[0]!, state: 'certified', isFixed: true }] },
      words,
    ).rows;
    expect(row!.outcome).to.deep.equal({ code: 'certified', label: 'Certified' });
    expect(row!.willChange).to.equal(false);
  });
});

describe('certificates in lists', () => {
  const certificate: CertificateView = {
    id: 3,
    number: 'ҚОБ-2026-0001',
    state: 'valid',
    person: person(3),
    training: { id: 1, title: named('Course') },
    hours: 72,
    issuedOn: '2026-11-24',
    expiresOn: '2029-11-24',
    revokedOn: null,
    revokeReason: null,
    checkUrl: 'https://qashyq.example/certificates/A',
  };

  it('have their files when these are made, and can be revoked once', () => {
    const may = { revoke: true, share: true };
    expect(certificateRow(certificate, may, words)).to.include({
      canRevoke: true,
      canShare: true,
      dates: 'issued 24.11.2026 · valid until 24.11.2029',
    });
    expect(certificateRow({ ...certificate, state: 'issuing' }, may, words)).to.deep.include({
      files: [],
      canRevoke: false,
      canShare: false,
    });
    const revoked = certificateRow(
      { ...certificate, state: 'revoked', revokedOn: '2026-12-01', revokeReason: 'Wrong name' },
      may,
      words,
    );
    expect([revoked.canRevoke, revoked.reason]).to.deep.equal([false, 'Reason of the revocation: Wrong name']);
  });

  it('show a bar while files are made, and say when the work is stuck', () => {
    const found: TrainingCertificates = {
      training: certificate.training,
      due: 0,
      issuing: 2,
      stuck: 0,
      items: [certificate, certificate, certificate],
    };
    expect(trainingCertificatesView(found, words)).to.include({
      isIssuing: true,
      done: 1,
      total: 3,
      progress: '1 of 3 made',
    });
    expect(trainingCertificatesView({ ...found, stuck: 2 }, words)).to.include({
      isIssuing: false,
      stuck: 'The files of 2 certificates are stuck.',
    });
  });

  it('from elsewhere are shown by their state; an unknown one shows those that wait', () => {
    expect(['refused', 'x', undefined].map(outsideStateOf)).to.deep.equal(['refused', 'submitted', 'submitted']);
  });
});

describe('a transcript', () => {
  const transcript: Transcript = {
    person: person(3),
    unit,
    position: 'docent',
    isMine: false,
    norm: { hours: 72, years: 5, isDefault: true, since: '2021-11-25', reached: 40 },
    years: [],
    chart: null,
    certificates: [],
    outside: [],
    entries: [
      {
        id: 2,
        kind: 'correction',
        hours: -10,
        earnedOn: '2026-01-23',
        title: named('Course'),
        number: null,
        attendance: null,
        reason: 'twice',
        by: person(9),
        at: '2026-11-24T05:05:00.000Z',
        correctable: 0,
      },
      {
        id: 1,
        kind: 'outside',
        hours: 50,
        earnedOn: '2026-01-23',
        title: named('Course'),
        number: null,
        attendance: null,
        reason: '',
        by: person(9),
        at: '2026-11-24T05:05:00.000Z',
        correctable: 40,
      },
    ],
    canCorrect: true,
  };

  it('tells what is missing to the norm, and whose norm it is', () => {
    const { norm } = transcriptView(transcript, '2026-11-24', words);
    expect(norm).to.include({ missing: 'missing: 32\u00a0hours', isDefault: true, reached: 40, asked: 72 });
    const reached = transcriptView({ ...transcript, norm: { ...transcript.norm!, reached: 80 } }, '2026-11-24', words);
    expect(reached.norm!.missing).to.equal(null);
  });

  it('counter-entries have a minus sign and are not corrected themselves', () => {
    const rows = transcriptView(transcript, '2026-11-24', words).entries;
    expect(rows.map(({ hours, canCorrect }) => [hours, canCorrect])).to.deep.equal([
      ['−10 h', false],
      ['+50 h', true],
    ]);
  });

  it('in the list of norms leads to the person, and the filter keeps the unit', () => {
    const page = {
      items: [{ person: person(3), unit, position: 'docent' as const, norm: transcript.norm! }],
      page: 1,
      pageSize: 20,
      total: 1,
      units: [unit],
      norms: [
        {
          position: 'supportStaff' as const,
          hours: 0,
          years: 5 as const,
          isDefault: true,
          changedBy: null,
          changedAt: null,
        },
      ],
      canEditNorms: false,
    };
    const view = normsView(page, { unit: 1, show: 'all' }, words);
    expect(view.rows[0]).to.include({ href: '#/transcripts/3', missing: 32 });
    expect(view.chips.map(({ href }) => href)).to.deep.equal([
      '#/training-norms?unit=1',
      '#/training-norms?unit=1&show=all',
    ]);
    expect(view.norms[0]!.words).to.equal('no norm');
  });
});
