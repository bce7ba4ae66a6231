import type { CaseAction, CaseView } from '@qashyq/shared-types';
import type { ShownContent } from './case-content.js';
import { caseContents } from './case-contents.js';
import { draw, moveFocus, onActions, region, saveFile, whilePending } from './dom.js';
import { Refusal } from './problems.js';
import { drawDecisionPanel, forgetDraft, keptDraft } from './decision-panel.js';
import { agreed } from './question.js';
import type { House, Screen, Visit } from './screen.js';
import {
  actionButtons,
  caseHead,
  changesHref,
  confirmQuestion,
  contentShown,
  isUnderWay,
  outcome,
  withdrawalRequest,
} from './view-models/case.js';
import { historyOf } from './view-models/case-history.js';
import { routeOf } from './view-models/case-route.js';
import { placeHash } from './view-models/place.js';
import {
  emptyDraft,
  isEmptyDraft,
  isWritten,
  panelForms,
  saidIn,
  typedIn,
  writtenActions,
  type WrittenAction,
} from './view-models/decision-draft.js';
import { instantText } from './view-models/moments.js';
import { coded } from './view-models/words.js';

/** One case: its content in the middle, its route beside it, its history, and the buttons of what I may do now. */
export const caseScreen: Screen = (view, visit, house) => openCase(view, visit, house, Number(visit.params['caseId']));

async function openCase(view: HTMLElement, visit: Visit, house: House, caseId: number): Promise<void> {
  const { repository, words } = house;
  let present = await repository.case(caseId);
  let content = await contentOf(present, house);
  /** The action being written in the panel, if any: what was begun before is open again. */
  let writing = begun();
  let draft = writing === null ? emptyDraft() : keptDraft(caseId, writing);

  let drawMarked = () => Promise.resolve();

  function begun(): WrittenAction | null {
    const open = writtenActions.filter((action) => present.allowedActions.includes(action));
    return open.find((action) => !isEmptyDraft(keptDraft(caseId, action))) ?? null;
  }

  /** Lines of the content can be marked now. */
  const isMarking = () => writing !== null && panelForms[writing].marksLines;

  const lineOf = (lineKey: string) => content?.lineName(lineKey) ?? null;

  async function drawCase(message: object = {}): Promise<void> {
    const me = house.me();
    const changes = changesHref(present);
    const isAuthor = present.author.id === me.id;
    const keepsOrders = me.roles.some(({ role }) => role === 'dldHead' || role === 'hrHead');
    const obstacles = isAuthor || present.state === 'inApproval' ? present.obstacles : [];
    await draw(view, 'case', {
      ...caseHead(present, words, Date.now()),
      ...message,
      actions: writing === null ? actionButtons(present, words) : [],
      hasActions: writing === null && present.allowedActions.length > 0,
      obstacles,
      hasObstacles: obstacles.length > 0,
      obstaclesTitle: words.t(present.state === 'inApproval' ? 'obstacles_approval_title' : 'obstacles_title'),
      warnings: present.warnings,
      hasWarnings: isAuthor && present.warnings.length > 0,
      request: withdrawalRequest(present, words),
      changesHref: changes,
      edit:
        isAuthor && contentShown(present, me.id) === 'draft' ? caseContents[present.kind].edit(caseId, words) : null,
      delegateHref: present.canDelegate ? placeHash('/delegations', { case: caseId }) : null,
      deputyHref: keepsOrders && isUnderWay(present) ? placeHash('/deputies', { case: caseId }) : null,
      fullHref: placeHash(`/cases/${caseId}/content`, { edition: content?.editionNo }),
      shownContent:
        content === null || content.editionNo === null
          ? words.t('draft_content')
          : words.t('content_of_edition', content.editionNo),
      steps: routeOf(present, me.id, lineOf, words),
      hasRoute: present.seats.length > 0,
      history: historyOf(present, lineOf, words),
      hasHistory: present.decisions.length > 0,
      hasSheet: present.editionNo > 0,
      canRepublish: present.publishes && present.approvedEdition !== null && me.tabs.includes('effects'),
      sheets: (['kk', 'ru', 'en'] as const).map((locale) => ({ locale, label: words.t(`language_${locale}`) })),
      writing: writing !== null,
    });
    await drawContent();
    if (writing === null) return;
    const action = writing;
    drawMarked = await drawDecisionPanel(region(view, 'panel'), action, draft, present.openRemarks, lineOf, house, {
      send: () => act(action, saidIn(action, draft, present.openRemarks)),
      cancel: async () => {
        writing = null;
        await drawCase();
        moveFocus(view.querySelector<HTMLElement>(`[data-case-action="${action}"]`));
      },
    });
  }

  async function drawContent(): Promise<void> {
    const host = region(view, 'content');
    if (content === null) return draw(host, 'content_missing', {});
    const { path, query } = visit.place;
    await content.draw(host, {
      query,
      marked: isMarking() ? new Set(draft.lines.keys()) : null,
      onLook(changed) {
        Object.assign(query, changed);
        house.remember(placeHash(path, query));
      },
      onMark(lineKey, marked) {
        if (marked) draft.lines.set(lineKey, '');
        else draft.lines.delete(lineKey);
        void whilePending(drawMarked);
      },
      async onDraftChanged(said) {
        present = await repository.case(caseId);
        content = await contentOf(present, house);
        await drawCase({ outcome: { ...said, upcoming: null, noneLeft: false } });
        house.announce(`${said.done} ${said.next}`);
        moveFocus(region(view, 'outcome'));
      },
      onProblem: (problem) => house.showProblem(region(view, 'problem'), problem),
    });
  }

  /** Sends a decision. When the case has changed meanwhile it is fetched anew, and what was typed stays in the panel. */
  async function act(
    action: CaseAction,
    said: Pick<Parameters<typeof repository.takeAction>[1], 'comment' | 'remarks' | 'answers'> = {},
  ): Promise<void> {
    try {
      present = await repository.takeAction(caseId, { action, version: present.version, ...said });
    } catch (problem) {
      if (!(problem instanceof Refusal) || problem.status !== 409)
        return house.showProblem(region(view, 'problem'), problem);
      return showConflict(problem);
    }
    if (isWritten(action)) forgetDraft(caseId, action);
    writing = null;
    content = await contentOf(present, house);
    const { done, next } = outcome(present, action, words);
    const upcoming = await nextInbox(house);
    await drawCase({ outcome: { done, next, upcoming, noneLeft: upcoming === null } });
    house.announce(`${done} ${next}`);
    moveFocus(view.querySelector<HTMLElement>('[data-region="outcome"] a') ?? region(view, 'outcome'));
    await house.refreshMe();
  }

  async function showConflict(problem: Refusal): Promise<void> {
    const { decidedBy, decidedAt } = problem.error;
    const text =
      decidedBy !== undefined && decidedAt !== undefined
        ? words.t('conflict_who', { name: words.name(decidedBy.name), at: instantText(decidedAt) })
        : problem.message;
    const typed = writing !== null && !isEmptyDraft(draft);
    present = await repository.case(caseId);
    content = await contentOf(present, house);
    if (writing !== null && !(typed && present.allowedActions.includes(writing))) writing = null;
    const kept = typed && writing === null ? typedIn(draft).join('\n') : null;
    await drawCase({ conflict: { text, kept, isKept: typed ? words.t('conflict_text_kept') : null } });
    moveFocus(region(view, 'conflict'));
  }

  async function decide(action: CaseAction, button: HTMLElement): Promise<void> {
    if (isWritten(action)) {
      writing = action;
      draft = keptDraft(caseId, action);
      await drawCase();
      moveFocus(region(view, 'panel').querySelector('textarea'));
      return;
    }
    const label = words.t(`action_${coded(action)}`);
    const question = confirmQuestion(present, action, words);
    if (await agreed(words, { question, label, opener: button })) await act(action);
  }

  onActions(view, {
    decide: (button) => decide(button.dataset['caseAction'] as CaseAction, button),
    async sheet(button) {
      const locale = button.dataset['locale'] as 'kk' | 'ru' | 'en';
      const form = button.dataset['form'] as 'pdf' | 'docx';
      try {
        saveFile(await repository.agreementSheet(caseId, locale, form), `agreement-sheet-${caseId}-${locale}.${form}`);
      } catch (problem) {
        await house.showProblem(region(view, 'problem'), problem);
      }
    },
    dismiss: () => region(view, 'problem').replaceChildren(),
    async republish() {
      try {
        await repository.republish(caseId);
        await drawCase({ outcome: { done: words.t('republish_asked'), next: '', upcoming: null, noneLeft: false } });
        house.announce(words.t('republish_asked'));
        moveFocus(region(view, 'outcome'));
      } catch (problem) {
        await house.showProblem(region(view, 'problem'), problem);
      }
    },
    print: () => window.print(),
  });
  await drawCase();
}

async function contentOf(view: CaseView, house: House): Promise<ShownContent | null> {
  try {
    return await caseContents[view.kind].load(view.id, contentShown(view, house.me().id), house);
  } catch (problem) {
    // Who may see the case but not its content still sees the route and the history.
    if (problem instanceof Refusal && (problem.status === 403 || problem.status === 404)) return null;
    throw problem;
  }
}

/** The next thing that waits for me, one key away after a decision. */
async function nextInbox({ repository, words }: House): Promise<{ href: string; title: string } | null> {
  const [item] = (await repository.inbox({ tab: 'waiting', page: 1, pageSize: 1 })).items;
  return item === undefined ? null : { href: placeHash(`/cases/${item.id}`), title: words.name(item.title) };
}
