/** Reads of protected data in words, and the filter of the auditor. */
import type { MyRead, QueryInputOf, ReadEntry, ReadJournal, ReadSide } from '@qashyq/shared-types';
import { pageNumber, pagerOf } from './lists.js';
import { instantText } from './moments.js';
import { coded, type Words } from './words.js';

/** One read: who, what, why, when. Of one's own data the person needs no name. */
export function readRow(read: MyRead & Partial<Pick<ReadEntry, 'subject'>>, words: Words) {
  const reader = words.name(read.reader.name);
  const who =
    read.role === null ? reader : words.t('who_as', { name: reader, role: words.t(`role_${coded(read.role)}`) });
  const matter = words.t(`read_${coded(read.matter)}`);
  return {
    who: read.actingFor === null ? who : words.t('read_instead', { who, name: words.name(read.actingFor.name) }),
    what: read.subject == null ? matter : words.t('read_of', { what: matter, name: words.name(read.subject.name) }),
    why: read.purpose === null ? null : words.t('read_purpose', read.purpose),
    more: `${instantText(read.readAt)} · ${words.t(`dataclass_${coded(read.dataClass)}`)}`,
  };
}

export interface ReadChoice {
  person: number | null;
  side: ReadSide;
  from: string;
  until: string;
}
const dateOr = (text: string | undefined): string => (/^\d{4}-\d\d-\d\d$/.test(text ?? '') ? text! : '');

/** What the address says; anything else is left out. */
export function readChoice(query: Record<string, string>): ReadChoice {
  return {
    person: /^\d+$/.test(query['person'] ?? '') ? Number(query['person']) : null,
    side: query['side'] === 'reader' ? 'reader' : 'subject',
    from: dateOr(query['from']),
    until: dateOr(query['until']),
  };
}

/** The same as the query of an address. */
export function choiceQuery({ person, side, from, until }: ReadChoice): Record<string, string> {
  return {
    ...(person === null ? {} : { person: String(person), side }),
    ...(from === '' ? {} : { from }),
    ...(until === '' ? {} : { until }),
  };
}

/** What was typed into the filter. */
export function typedChoice(typed: FormData): ReadChoice {
  const text = (name: string) => {
    const value = typed.get(name);
    return typeof value === 'string' ? value : '';
  };
  return readChoice({ person: text('personId'), side: text('side'), from: text('from'), until: text('until') });
}

export function asked(choice: ReadChoice, query: Record<string, string>): QueryInputOf<'readJournal'> {
  return {
    page: pageNumber(query),
    side: choice.side,
    ...(choice.person === null ? {} : { personId: choice.person }),
    ...(choice.from === '' ? {} : { fromOn: choice.from }),
    ...(choice.until === '' ? {} : { toOn: choice.until }),
  };
}

export function readJournalView(journal: ReadJournal, choice: ReadChoice, words: Words) {
  const { person } = journal;
  return {
    picker: {
      id: 'lq-person',
      label: words.t('readjournal_person'),
      chosen: person === null ? null : { value: person.id, name: words.name(person.name) },
    },
    sides: (['subject', 'reader'] as const).map((side) => ({
      value: side,
      label: words.t(`readjournal_side_${side}`),
      chosen: side === choice.side,
    })),
    from: choice.from,
    until: choice.until,
    isFiltered: Object.keys(choiceQuery(choice)).length > 0,
    kept: words.count('readjournal_kept', journal.keptYears),
    count: words.count('readjournal_entries', journal.total),
    list: { items: journal.items.map((read) => readRow(read, words)) },
    isEmpty: journal.items.length === 0,
    pager: pagerOf(journal, '/read-journal', choiceQuery(choice), words),
  };
}
