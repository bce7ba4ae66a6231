import type { Screen, Visit } from './screen.js';
import { matchPath, parsePlace } from './view-models/place.js';

export interface Route {
  pattern: string;
  screen: Screen;
  /** Tab that is shown as the present one; null: the one from which the person came. */
  tab: string | null;
  /** Also for who has no role here, and so no tab. */
  forEverybody?: true;
}

/** The nearest ancestor that scrolls, or the page: themes differ in which element does. */
function scroller(root: HTMLElement): Element {
  for (
    let element = root.parentElement;
    element !== null && element !== document.body;
    element = element.parentElement
  ) {
    const { overflowY } = getComputedStyle(element);
    if ((overflowY === 'auto' || overflowY === 'scroll') && element.scrollHeight > element.clientHeight) return element;
  }
  return document.scrollingElement ?? document.documentElement;
}

/**
 * Follows the address after `#`. `open` draws the place and resolves when it stands; then the scroll position returns where the person
 * comes back by Back, and starts at the top where they go on. An address that names no place leads to `home`.
 */
export function startRouter(
  root: HTMLElement,
  routes: readonly Route[],
  home: string,
  open: (route: Route, visit: Visit, first: boolean) => Promise<void>,
) {
  // Else the browser scrolls before the place is drawn.
  history.scrollRestoration = 'manual';
  const scrolls = new Map<string, number>();
  let present = location.hash;
  let leave = new AbortController();
  let goingOn = false;

  function find(hash: string): { route: Route; visit: Omit<Visit, 'left'> } | null {
    const place = parsePlace(hash);
    for (const route of routes) {
      const params = matchPath(route.pattern, place.path);
      if (params !== null) return { route, visit: { place, params } };
    }
    return null;
  }

  async function show(first: boolean): Promise<void> {
    const found = find(location.hash);
    if (found === null) {
      history.replaceState(history.state, '', home);
      return show(first);
    }
    leave.abort();
    leave = new AbortController();
    const { signal } = leave;
    const onward = goingOn || first;
    goingOn = false;
    scrolls.set(present, scroller(root).scrollTop);
    present = location.hash;
    await open(found.route, { ...found.visit, left: signal }, first);
    if (signal.aborted || first) return;
    // At once: some themes scroll smoothly, and a list that glides by is a list that jumps.
    scroller(root).scrollTo({ top: onward ? 0 : (scrolls.get(present) ?? 0), behavior: 'instant' });
  }

  function go(hash: string, replace = false): void {
    if (replace) {
      history.replaceState(history.state, '', hash);
      void show(false);
    } else {
      goingOn = true;
      if (hash === location.hash) void show(false);
      else location.hash = hash;
    }
  }

  root.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
    if (link !== null) goingOn = true;
  });
  window.addEventListener('hashchange', () => {
    // A link within the page, such as the theme's «Skip to main content»: the browser has gone there, and the place stays.
    if (/^#[^/]/.test(location.hash)) history.replaceState(history.state, '', present);
    else if (location.hash !== present) void show(false);
  });

  return {
    start: () => show(true),
    again: () => show(false),
    go,
    remember(hash: string): void {
      history.replaceState(history.state, '', hash);
      present = hash;
    },
  };
}
