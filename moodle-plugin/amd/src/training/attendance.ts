import type { AttendanceSheet, AttendanceStatus } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, saveFile, whilePending } from '../dom.js';
import type { House, Screen } from '../screen.js';
import { placeHash } from '../view-models/place.js';
import { openCertificateRepository } from './certificate-repository.js';
import { attempt, numberOf, say } from './screen-tools.js';
import { attendanceView } from './view-models/attendance.js';

interface Mark {
  applicationId: number;
  status: AttendanceStatus | null;
  reason: string;
}

/** May this reader do what the department does; what they may not, the companion refuses anyway. */
export function isDepartment({ me }: House): boolean {
  return me().roles.some(({ role }) => role === 'dldHead' || role === 'dldMethodist');
}

/** Who came: one press for each person, taken back by another, with an undo for the last one. */
export const attendanceScreen: Screen = async (view, { params, place }, house) => {
  const { connection, words } = house;
  const repository = openCertificateRepository(connection);
  const trainingId = Number(params['trainingId']);
  let sheet: AttendanceSheet;
  /** Marks as they stood before the last press. */
  let undo: Mark[] = [];

  async function show(next: AttendanceSheet): Promise<void> {
    sheet = next;
    await draw(view, 'training_attendance', {
      ...attendanceView(sheet, isDepartment(house), words),
      canUndo: undo.length > 0,
    });
    region(view, 'session').addEventListener('change', (event) => {
      const session = (event.target as HTMLSelectElement).value;
      house.go(placeHash(`/trainings/${trainingId}/attendance`, { session }), true);
    });
    for (const form of view.querySelectorAll<HTMLFormElement>('form[data-reason]'))
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        const reason = (form.elements.namedItem('reason') as HTMLInputElement).value.trim();
        const mark = { applicationId: Number(form.dataset['reason']), status: 'absent', reason } as const;
        void whilePending(() => write([mark], `[data-application="${mark.applicationId}"][data-status="absent"]`));
      });
  }

  const markOf = (applicationId: number): Mark => {
    const mark = sheet.rows.find((row) => row.applicationId === applicationId)?.mark;
    return { applicationId, status: mark?.status ?? null, reason: mark?.reason ?? '' };
  };

  /** @param focus what has the focus afterwards */
  async function write(marks: Mark[], focus: string, isUndo = false): Promise<void> {
    const before = marks.map(({ applicationId }) => markOf(applicationId));
    const session = sheet.session;
    if (session === null) return;
    await attempt(view, house, async () => {
      const next = await repository.mark(trainingId, session.id, marks);
      undo = isUndo ? [] : before;
      await show(next);
      house.announce(words.t('attendance_saved'));
      moveFocus(view.querySelector<HTMLElement>(focus));
    });
  }

  await show(await repository.attendance(trainingId, numberOf(place.query['session']) ?? undefined));
  onActions(view, {
    async mark(button) {
      const applicationId = Number(button.dataset['application']);
      const status = button.dataset['status'] as AttendanceStatus;
      const focus = `[data-application="${applicationId}"][data-status="${status}"]`;
      const pressed = button.getAttribute('aria-pressed') === 'true';
      if (status === 'absent' && !pressed) {
        const form = view.querySelector<HTMLElement>(`form[data-reason="${applicationId}"]`)!;
        form.hidden = false;
        return moveFocus(form.querySelector('input'));
      }
      await write([{ applicationId, status: pressed ? null : status, reason: '' }], focus);
    },
    everybody: () =>
      write(
        sheet.rows
          .filter(({ mark }) => mark === null)
          .map(({ applicationId }) => ({ applicationId, status: 'present' as const, reason: '' })),
        '[data-action="undo"]',
      ),
    async undo() {
      await write(undo, '[data-region="title"]', true);
      say(view, house, words.t('attendance_undone'));
    },
    sheet: (button) =>
      attempt(view, house, async () => {
        if (sheet.session === null) return;
        const locale = button.dataset['locale'] as 'kk' | 'ru' | 'en';
        saveFile(
          await repository.signInSheet(trainingId, sheet.session.id, locale),
          `${words.t('attendance_sheet_file')} ${sheet.session.heldOn}.pdf`,
        );
      }).then(() => undefined),
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};
