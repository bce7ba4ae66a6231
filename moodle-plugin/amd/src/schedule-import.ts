import type { ImportPreview, ScheduleKind } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, saveFile, whilePending } from './dom.js';
import { Refusal } from './problems.js';
import type { ImportTarget } from './repository.js';
import type { House, Screen } from './screen.js';
import { applyState, chipsOf, clashRows, faultRows, fileRows, noteLines, removedLines } from './view-models/import.js';
import { placeSentence } from './view-models/free-places.js';
import { dateText } from './view-models/moments.js';
import { placeHash } from './view-models/place.js';
import { scheduleKindOf } from './view-models/lists.js';
import { coded } from './view-models/words.js';

/** The service refuses larger files; saying so here spares the sending. */
const largestFile = 5 * 1024 * 1024;
/** Rows of a long file are drawn in portions. */
const portion = 100;

/**
 * A timetable file becomes a draft in three steps on one page: file, check, apply. Nothing is saved before "apply"; a corrected file
 * dropped again is checked in the same place.
 */
export const importScreen: Screen = async (view, { place, params }, house) => {
  const { repository, words, announce } = house;
  const importId = Number(params['importId']);
  let preview = importId > 0 ? await repository.importPreview(importId) : null;
  const caseId = preview?.caseId ?? (Number(place.query['caseId']) || null);
  const options = caseId === null && preview === null ? await repository.scheduleOptions() : null;
  if (options?.kinds.length === 0) return draw(view, 'import_no_right', helperOf(house));
  const filled = caseId === null ? null : await repository.case(caseId);
  const title = filled === null ? null : words.name(filled.title);
  /** The kind whose file is brought; a new schedule's is chosen in the form. */
  let kind: ScheduleKind = preview?.kind ?? scheduleKindOf(filled?.kind) ?? firstKind();

  await draw(view, 'schedule_import', {
    title: title === null ? words.t('import_title_new') : words.t('import_title_again', title),
    caseHref: caseId === null ? null : placeHash(`/cases/${caseId}`),
    header: options === null ? null : headerChoices(),
    kept: preview !== null && caseId === null ? headerText(preview) : null,
  });
  const drop = region(view, 'drop');
  const input = region(view, 'file') as HTMLInputElement;
  const status = region(view, 'status');
  const check = region(view, 'check');
  if (preview !== null) await drawCheck(preview);

  if (options !== null)
    region(view, 'kind').addEventListener('change', (event) => chooseKind((event.target as HTMLSelectElement).value));
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file !== undefined) void whilePending(() => checkFile(file));
    // The same name may be chosen again after correcting the file.
    input.value = '';
  });
  // A file may be dropped anywhere on the screen; otherwise the browser would leave the page and open it.
  for (const name of ['dragenter', 'dragover'])
    view.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add('lq-drop-over');
    });
  for (const name of ['dragleave', 'drop']) view.addEventListener(name, () => drop.classList.remove('lq-drop-over'));
  view.addEventListener('drop', (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file !== undefined) void whilePending(() => checkFile(file));
  });

  onActions(view, {
    template: () =>
      fetched(async () =>
        saveFile(await repository.importTemplate(kind, words.locale), `template-${coded(kind)}.xlsx`),
      ),
    faults: () =>
      fetched(async () => {
        if (preview !== null)
          saveFile(await repository.importFaults(preview.id, words.locale), `faults-${preview.id}.xlsx`);
      }),
    'more-rows': () =>
      preview === null ? undefined : drawRows(preview, check.querySelectorAll('[data-row]').length + portion),
    jump: (chip) => moveFocus(document.getElementById(chip.dataset['target'] ?? '')),
    apply: () => fetched(apply),
    'copy-place': (button) => copyPlace(Number(button.dataset['place'])),
    dismiss: () => region(view, 'problem').replaceChildren(),
  });

  async function fetched(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (problem) {
      await house.showProblem(region(view, 'problem'), problem);
    }
  }

  async function checkFile(file: File): Promise<void> {
    region(view, 'problem').replaceChildren();
    if (file.size > largestFile) return say(words.t('import_file_too_big', largestFile / 1024 / 1024));
    const target = targetOf();
    if (target === null) return;
    say(words.t('import_checking', file.name));
    drop.setAttribute('aria-busy', 'true');
    await fetched(async () => {
      preview = await repository.checkImport(file, target);
      house.remember(placeHash(`/schedules/import/${preview.id}`));
      await drawCheck(preview);
      const counts = chipsOf(preview, words).map((chip) => chip.label);
      announce(counts.join(', '));
      moveFocus(region(view, 'check-title'));
    });
    drop.removeAttribute('aria-busy');
    status.textContent = preview === null ? '' : words.t('import_checked_file', preview.fileName);
  }

  function say(text: string): void {
    status.textContent = text;
    announce(text);
  }

  /** The schedule this file belongs to; a form that lacks something shows it and gives null. */
  function targetOf(): ImportTarget | null {
    if (caseId !== null) return { caseId };
    if (options === null && preview !== null) return { ...preview.header, kind: preview.kind };
    const form = view.querySelector<HTMLFormElement>('[data-region="header"]');
    if (form === null || !form.reportValidity()) return null;
    const values = new FormData(form);
    const chosen = (name: string) => {
      const value = values.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const [academicYear = '', term = ''] = chosen('term').split(' ');
    const header = { academicYear, term: Number(term), label: chosen('label') };
    const unit = chosen('unitCode');
    return kind === 'finalAttestationSchedule'
      ? { ...header, kind, facultyCode: '', kafedraCode: unit }
      : { ...header, kind, facultyCode: unit };
  }

  async function drawCheck(checked: ImportPreview): Promise<void> {
    const apply = applyState(checked, words);
    await draw(check, 'import_check', {
      fileName: checked.fileName,
      chips: chipsOf(checked, words),
      faults: faultRows(checked, words),
      hasFaults: checked.faults.length > 0,
      clashes: clashRows(checked, words),
      hasClashes: checked.clashes.length > 0,
      canUse: false,
      removed: removedLines(checked, words),
      hasRemoved: checked.removed.length > 0,
      notes: noteLines(checked, words),
      hasNotes: checked.notes.length > 0,
      hasDownload: checked.faults.length + checked.clashes.length > 0,
      columns: checked.columns,
      rowCount: words.count('lines', checked.rows.length),
      applied: checked.state === 'applied' && checked.caseId !== null ? placeHash(`/cases/${checked.caseId}`) : null,
      canApply: apply.possible,
      reasons: apply.reasons,
    });
    await drawRows(checked, portion);
  }

  async function drawRows(checked: ImportPreview, upTo: number): Promise<void> {
    const rows = fileRows(checked, words);
    const shown = rows.slice(0, upTo);
    await draw(region(check, 'rows'), 'import_rows', {
      columns: checked.columns,
      rows: shown,
      isMore: shown.length < rows.length,
      shown: words.t('rows_shown', { shown: shown.length, total: rows.length }),
    });
  }

  /** The file is corrected outside, so its place goes along on the clipboard. */
  async function copyPlace(index: number): Promise<void> {
    const place = preview?.kind === 'lessonSchedule' ? preview.freePlaces[index] : undefined;
    if (preview?.kind !== 'lessonSchedule' || place === undefined) return;
    try {
      await navigator.clipboard.writeText(placeSentence(place, preview.slots, preview.names, words));
      say(words.t('place_copied'));
    } catch {
      say(words.t('place_not_copied'));
    }
  }

  async function apply(): Promise<void> {
    if (preview === null) return;
    const checked = preview;
    const { caseId: into } = await repository.applyImport(checked.id).catch(async (problem: unknown) => {
      // The draft changed since the check: the page shows how the file stands now, the refusal says why.
      if (problem instanceof Refusal && problem.status === 409) {
        preview = await repository.importPreview(checked.id);
        await drawCheck(preview);
      }
      throw problem;
    });
    announce(words.t('import_applied_now'));
    // Back leads to the list, not to a file that is already applied.
    house.go(placeHash(`/cases/${into}`), true);
  }

  function headerChoices() {
    return {
      terms: (options?.terms ?? []).map((term) => ({
        value: `${term.academicYear} ${term.term}`,
        label: words.t('term_dated', {
          term: term.term,
          year: term.academicYear,
          from: dateText(term.startsOn),
          to: dateText(term.endsOn),
        }),
      })),
      kinds: (options?.kinds ?? []).map((one) => ({
        value: one.kind,
        label: words.t(`kind_${coded(one.kind)}`),
        selected: one.kind === kind,
      })),
      units: unitChoices(),
      unitLabel: unitLabel(),
    };
  }

  /** The kind that the address asks for, else the first that I may prepare. */
  function firstKind(): ScheduleKind {
    const asked = scheduleKindOf(place.query['kind']);
    const mine = options?.kinds.map((one) => one.kind) ?? [];
    return mine.find((one) => one === asked) ?? mine[0] ?? 'lessonSchedule';
  }

  function unitChoices() {
    const units = options?.kinds.find((one) => one.kind === kind)?.units ?? [];
    return units.map((unit) => ({ value: unit.code, label: words.name(unit.name) }));
  }

  function unitLabel(): string {
    return words.t(kind === 'finalAttestationSchedule' ? 'import_kafedra' : 'import_faculty');
  }

  /** Final attestation is a kafedra's, everything else a faculty's. */
  function chooseKind(chosen: string): void {
    kind = scheduleKindOf(chosen) ?? kind;
    region(view, 'unit-label').textContent = unitLabel();
    region(view, 'unit').replaceChildren(...unitChoices().map(({ value, label }) => new Option(label, value)));
  }

  function headerText({ kind: of, header }: ImportPreview): string {
    const term = words.t('term_of_year', { term: header.term, year: header.academicYear });
    const unit = ('kafedraCode' in header ? header.kafedraCode : null) ?? header.facultyCode;
    return [words.t(`kind_${coded(of)}`), term, unit, header.label].filter((part) => part !== '').join(' · ');
  }
};

function helperOf({ me, words }: House) {
  const { helper } = me();
  return {
    helper: helper === null ? null : words.t('problem_helper', words.name(helper.name)),
    helperEmail: helper?.email ?? '',
  };
}
