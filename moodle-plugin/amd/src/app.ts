/** The screens of Qashyq, in a Moodle page or in the companion's portal. */
import type { Me } from '@qashyq/shared-types';
import { caseScreen } from './case.js';
import { changesScreen } from './changes.js';
import type { Config } from './config.js';
import { openConnection } from './connection.js';
import { contentScreen } from './content.js';
import { delegationsScreen } from './delegations.js';
import { closeMenusIn, draw, moveFocus, region, showPresentTab, whilePending } from './dom.js';
import { inboxScreen } from './inbox.js';
import { lineFormScreen } from './line-form.js';
import { myDataScreen, myReadsScreen } from './my-data.js';
import { noticesScreen } from './notices.js';
import { openRepository } from './repository.js';
import { startRouter, type Route } from './router.js';
import type { House, Screen, Visit } from './screen.js';
import { loadWords, type Texts } from './texts.js';
import { navigation } from './view-models/navigation.js';
import { isOfAddress, problemView } from './view-models/problem.js';

/** A skeleton shows only where waiting is felt. */
const patienceMilliseconds = 150;

/** A part of the house in a module of its own. */
interface Part<Name extends string> {
  screens: Record<Name, Screen>;
  /** What its screens say beyond the texts that are there from the start. */
  texts?: Texts;
}

/** Screens whose module and texts are fetched when somebody first goes there. */
function fetched<Name extends string>(part: () => Promise<Part<Name>>): (name: Name) => Screen {
  return (name) => async (view, visit, house) => {
    const { screens, texts } = await part();
    if (texts !== undefined) await house.learn(texts);
    return screens[name](view, visit, house);
  };
}
const ofSchedules = fetched(() => import('./schedule-screens.js'));
const inTraining = fetched(() => import('./training/training-screens.js'));
const inOffice = fetched(() => import('./training/office-screens.js'));
const inPlanning = fetched(() => import('./training/planning-screens.js'));
const inCertificates = fetched(() => import('./training/certificate-screens.js'));
const inAdministration = fetched(() => import('./administration-screens.js'));

const routes: Route[] = [
  { pattern: '/inbox', screen: inboxScreen, tab: 'inbox' },
  { pattern: '/delegations', screen: delegationsScreen, tab: 'inbox' },
  { pattern: '/cases/:caseId', screen: caseScreen, tab: null },
  { pattern: '/cases/:caseId/content', screen: contentScreen, tab: null },
  { pattern: '/cases/:caseId/line', screen: lineFormScreen, tab: null },
  { pattern: '/cases/:caseId/changes', screen: changesScreen, tab: null },
  { pattern: '/my-timetable', screen: ofSchedules('myTimetableScreen'), tab: 'timetable' },
  { pattern: '/replacements', screen: ofSchedules('replacementScreen'), tab: 'timetable' },
  { pattern: '/schedules', screen: ofSchedules('schedulesScreen'), tab: 'schedules' },
  { pattern: '/schedules/import', screen: ofSchedules('importScreen'), tab: 'schedules' },
  { pattern: '/schedules/import/:importId', screen: ofSchedules('importScreen'), tab: 'schedules' },
  { pattern: '/trainings', screen: inTraining('catalogueScreen'), tab: 'trainings' },
  { pattern: '/trainings/manage', screen: inOffice('officeListScreen'), tab: 'trainings' },
  { pattern: '/trainings/manage/new', screen: inOffice('officeEditorScreen'), tab: 'trainings' },
  { pattern: '/trainings/manage/year', screen: inOffice('officeYearScreen'), tab: 'trainings' },
  { pattern: '/trainings/manage/:trainingId', screen: inOffice('officeEditorScreen'), tab: 'trainings' },
  { pattern: '/trainings/mine', screen: inTraining('myTrainingsScreen'), tab: 'trainings' },
  { pattern: '/trainings/applications', screen: inTraining('toDecideScreen'), tab: 'trainings' },
  { pattern: '/trainings/:trainingId', screen: inTraining('trainingScreen'), tab: 'trainings' },
  { pattern: '/trainings/:trainingId/feedback', screen: inTraining('feedbackScreen'), tab: 'trainings' },
  { pattern: '/trainings/:trainingId/applicants', screen: inTraining('applicantsScreen'), tab: 'trainings' },
  { pattern: '/trainings/plans', screen: inPlanning('plansScreen'), tab: 'trainings' },
  { pattern: '/trainings/plans/:caseId/edit', screen: inPlanning('planEditorScreen'), tab: 'trainings' },
  { pattern: '/trainings/reports', screen: inPlanning('reportScreen'), tab: 'trainings' },
  { pattern: '/trainings/:trainingId/attendance', screen: inCertificates('attendanceScreen'), tab: 'trainings' },
  { pattern: '/trainings/:trainingId/code', screen: inCertificates('checkInCodeScreen'), tab: 'trainings' },
  { pattern: '/trainings/:trainingId/results', screen: inCertificates('resultsScreen'), tab: 'trainings' },
  {
    pattern: '/trainings/:trainingId/certificates',
    screen: inCertificates('trainingCertificatesScreen'),
    tab: 'trainings',
  },
  { pattern: '/check-in', screen: inCertificates('checkInScreen'), tab: 'trainings' },
  { pattern: '/my-certificates', screen: inCertificates('transcriptScreen'), tab: 'trainings' },
  { pattern: '/transcripts/:personId', screen: inCertificates('transcriptScreen'), tab: 'trainings' },
  { pattern: '/certificates', screen: inCertificates('certificateRegisterScreen'), tab: 'trainings' },
  { pattern: '/outside-certificates', screen: inCertificates('outsideCertificatesScreen'), tab: 'trainings' },
  { pattern: '/training-norms', screen: inCertificates('normsScreen'), tab: 'trainings' },
  { pattern: '/calendar', screen: inAdministration('calendarScreen'), tab: 'calendar' },
  { pattern: '/overview', screen: inAdministration('overviewScreen'), tab: 'overview' },
  { pattern: '/routes', screen: inAdministration('routesScreen'), tab: 'routes' },
  { pattern: '/routes/edit', screen: inAdministration('routeEditorScreen'), tab: 'routes' },
  { pattern: '/roles', screen: inAdministration('rolesScreen'), tab: 'roles' },
  { pattern: '/deputies', screen: inAdministration('deputiesScreen'), tab: 'roles' },
  { pattern: '/roles/changes', screen: inAdministration('roleChangesScreen'), tab: 'roles' },
  { pattern: '/effects', screen: inAdministration('effectsScreen'), tab: 'effects' },
  { pattern: '/read-journal', screen: inAdministration('readJournalScreen'), tab: 'readJournal' },
  { pattern: '/notices', screen: noticesScreen, tab: 'notices', forEverybody: true },
  { pattern: '/my-data', screen: myDataScreen, tab: 'notices', forEverybody: true },
  { pattern: '/my-data/reads', screen: myReadsScreen, tab: 'notices', forEverybody: true },
];

/** Called by the page: draws the screens into the element with this id. */
export function init(rootId: string, config: Config): void {
  const root = document.getElementById(rootId);
  if (root === null) throw new Error(`no element ${rootId}`);
  void whilePending(() => start(root, config));
}

async function start(root: HTMLElement, config: Config): Promise<void> {
  const { words, learn } = await loadWords(config.locale);
  const connection = openConnection(config);
  const repository = openRepository(connection);
  await draw(root, 'shell', {});
  closeMenusIn(root);
  const stage = region(root, 'view');
  const live = region(root, 'live');
  const baseTitle = document.title;
  let me: Me | null = null;
  let presentTab = 'inbox';

  async function drawNavigation(): Promise<void> {
    if (me === null) return;
    await draw(region(root, 'navigation'), 'navigation', navigation(me, presentTab, words));
    showPresentTab(region(root, 'navigation'));
  }

  async function drawProblem(host: Element, problem: unknown): Promise<void> {
    const view = problemView(problem, me, config, words);
    // A mistake of ours is for the browser's console too, or nobody would find it.
    if (view.kind === 'unexpected') reportError(problem);
    await draw(host, 'problem', view);
  }

  async function showSkeleton(waiting: AbortSignal): Promise<void> {
    const skeleton = document.createElement('div');
    if (!waiting.aborted) await draw(skeleton, 'skeleton', {});
    if (!waiting.aborted) stage.replaceChildren(skeleton);
  }

  const house: House = {
    config,
    connection,
    repository,
    words,
    learn,
    me() {
      if (me === null) throw new Error('nobody is known yet');
      return me;
    },
    async refreshMe() {
      me = await repository.me();
      await drawNavigation();
    },
    go: (hash, replace) => router.go(hash, replace),
    remember: (hash) => router.remember(hash),
    announce(text) {
      live.textContent = text;
    },
    async showProblem(host, problem) {
      await drawProblem(host, problem);
      moveFocus(host.querySelector<HTMLElement>('[data-region="problem-title"]'));
    },
  };

  async function open(route: Route, visit: Visit, first: boolean): Promise<void> {
    const view = document.createElement('div');
    const waiting = new AbortController();
    setTimeout(() => void showSkeleton(waiting.signal), patienceMilliseconds);
    presentTab = route.tab ?? presentTab;
    try {
      if (me === null) me = await repository.me();
      await drawNavigation();
      if (me.tabs.length === 0 && route.forEverybody !== true)
        await draw(view, 'problem', problemView('nothing', me, config, words));
      else await route.screen(view, visit, house);
    } catch (problem) {
      await drawProblem(view, isOfAddress(problem) ? 'nowhere' : problem);
      view.addEventListener('click', (event) => {
        if (event.target instanceof Element && event.target.closest('[data-action="retry"]') !== null)
          void router.again();
      });
    } finally {
      waiting.abort();
    }
    if (visit.left.aborted) return;
    stage.replaceChildren(view);
    showPresentTab(view);
    const heading = view.querySelector<HTMLElement>('[data-region="title"], [data-region="problem-title"]');
    document.title = heading === null ? baseTitle : `${heading.textContent?.trim()} · ${baseTitle}`;
    // At the first screen the focus stays where the browser put it; after that the new heading is read aloud.
    if (!first && !view.contains(document.activeElement)) moveFocus(heading);
  }

  const router = startRouter(root, routes, config.start ?? '#/inbox', (route, visit, first) =>
    whilePending(() => open(route, visit, first)),
  );
  await router.start();
}
