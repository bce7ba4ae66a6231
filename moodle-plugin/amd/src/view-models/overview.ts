/** The overview in words: tiles, rows, filters and the table under the chart. */
import type { Overview, OverviewItem, OverviewTile, Role } from '@qashyq/shared-types';
import { beyondTitle, editionText, stateBadge } from './case.js';
import { agoText, dueText, instantText, isOverdue } from './moments.js';
import { placeHash } from './place.js';
import { coded, type Words } from './words.js';

const overviewTiles = ['waiting', 'overdue', 'returned', 'published'] as const satisfies readonly OverviewTile[];

/** What of the overview the address asks for. */
export interface OverviewChoice {
  show: OverviewTile;
  unit: number | null;
  role: Role | null;
}

export function readChoice(query: Record<string, string>): OverviewChoice {
  const unit = Number(query['unit']);
  return {
    show: overviewTiles.find((tile) => tile === query['show']) ?? 'waiting',
    unit: Number.isInteger(unit) && unit > 0 ? unit : null,
    // An unknown role is refused by the companion, in words.
    role: (query['role'] as Role | undefined) ?? null,
  };
}

/** As query of the address: what is not chosen is left out. */
export function choiceQuery({ show, unit, role }: OverviewChoice): Record<string, string> {
  return {
    ...(show === 'waiting' ? {} : { show }),
    ...(unit === null ? {} : { unit: String(unit) }),
    ...(role === null ? {} : { role }),
  };
}

/** Four numbers, each a link to its rows. */
export function tiles(view: Overview, shown: OverviewTile, words: Words) {
  return overviewTiles.map((tile) => ({
    code: tile,
    count: view.tiles[tile],
    label: words.t(`overview_tile_${tile}`),
    href: placeHash('/overview', choiceQuery({ show: tile, unit: null, role: null })),
    active: tile === shown,
    alarming: tile === 'overdue' && view.tiles[tile] > 0,
  }));
}

export function unitRows(view: Overview, words: Words) {
  return view.units.map(({ orgUnit, waiting, overdue }) => ({
    name: words.name(orgUnit.name),
    waiting,
    overdue,
    href: placeHash('/overview', { unit: orgUnit.id }),
  }));
}

export function filters(view: Overview, { unit, role }: OverviewChoice, words: Words) {
  return {
    units: view.units.map(({ orgUnit }) => ({
      value: orgUnit.id,
      label: words.name(orgUnit.name),
      selected: orgUnit.id === unit,
    })),
    roles: view.roles.map((each) => ({
      value: each,
      label: words.t(`role_${coded(each)}`),
      selected: each === role,
    })),
  };
}

export function overviewRow(item: OverviewItem, show: OverviewTile, words: Words, now: number) {
  const { seat } = item;
  const key = show === 'overdue' ? 'waiting' : show;
  const who = seat?.holders.map(({ name }) => words.name(name)).join(', ');
  return {
    href: placeHash(`/cases/${item.id}`),
    title: words.name(item.title),
    state: stateBadge(item.state, words),
    about: [...beyondTitle(item, words), words.name(item.author.name), editionText(item.editionNo, words)].join(' · '),
    since: words.t(`overview_since_${key}`, {
      at: instantText(item.since),
      ago: agoText(item.since, now, words),
    }),
    seat:
      seat === null
        ? null
        : {
            awaits: words.t('overview_awaits', {
              who: who || words.t('overview_nobody'),
              role: words.t(`role_${coded(seat.role)}`),
              unit: words.name(seat.orgUnit.name),
            }),
            due: dueText(seat.due, words),
            overdue: isOverdue(seat.due),
          },
  };
}
