import { expect } from 'chai';
import type { LogAction, Named, Remark, RemarkAnswer } from '@qashyq/shared-types';
import { agreementSheet } from '../../src/workflow/agreement-sheet.js';
import type { SheetFacts, SheetSeat } from '../../src/workflow/agreement-sheet-content.js';
import { chain, emptyLogHash, type ChainedEntry } from '../../src/workflow/decision-log.js';

const same = (text: string): Named => ({ kk: text, ru: text, en: text });
const hour = 3_600_000;
const monday = Date.UTC(2026, 9, 12, 4);

/** Two kafedras agree together, then the vice-rector approves. */
const kafedra1 = { stepKey: 'kafedras', role: 'chairHead', orgUnitId: 11 } as const;
const kafedra2 = { stepKey: 'kafedras', role: 'chairHead', orgUnitId: 12 } as const;
const approval = { stepKey: 'approval', role: 'viceRectorAcademic', orgUnitId: 1 } as const;
const seat = (
  id: number,
  place: typeof kafedra1 | typeof kafedra2 | typeof approval,
  more: Partial<SheetSeat> = {},
): SheetSeat => ({
  id,
  editionNo: 1,
  ...place,
  needs: 'all',
  state: 'waiting',
  openedAt: null,
  dueAt: null,
  fingerprint: `part of ${place.orgUnitId}`,
  agreedInEdition: null,
  ...more,
});
const done = { state: 'done', openedAt: monday, dueAt: monday + 72 * hour } as const;
const active = { state: 'active', openedAt: monday, dueAt: monday + 72 * hour } as const;

interface Said {
  action: LogAction;
  by?: number;
  seat?: SheetSeat;
  edition?: number;
  hash?: string;
  comment?: string;
  remarks?: Remark[];
  answers?: RemarkAnswer[];
  actingFor?: { personId: number; ground: string };
}
/** A log of one entry an hour; editions are frozen as `hash1`, `hash2`… */
function logOf(...said: Said[]): ChainedEntry[] {
  const log: ChainedEntry[] = [];
  for (const [
    index,
    {
      action,
      by = 100,
      seat: at,
      edition = 1,
      hash = `hash${edition}`,
      comment = '',
      remarks = [],
      answers,
      actingFor,
    },
  ] of said.entries())
    log.push(
      chain(
        {
          caseId: 42,
          seq: index + 1,
          action,
          editionNo: edition,
          editionHash: hash,
          seatId: at?.id ?? null,
          personId: by,
          role: at?.role ?? null,
          orgUnitId: at?.orgUnitId ?? null,
          comment,
          remarks,
          ...(answers === undefined ? {} : { answers }),
          ...(actingFor === undefined ? {} : { actingFor }),
          decidedAt: monday + index * hour,
        },
        log.at(-1)?.hash ?? emptyLogHash,
      ),
    );
  return log;
}

function sheetOf(seats: SheetSeat[], log: ChainedEntry[], more: Partial<SheetFacts> = {}) {
  const editionNo = Math.max(...log.map((entry) => entry.editionNo));
  return agreementSheet({
    title: same('Сабақ кестесі'),
    university: same('Университет'),
    developer: { person: same('Оспанова Гүлмира Серікқызы'), post: { role: 'scheduler', unit: same('Факультет') } },
    editionNo,
    contentHash: `hash${editionNo}`,
    seats,
    log,
    logHead: { length: log.length, hash: log.at(-1)!.hash },
    person: (id) => same(`person ${id}`),
    unit: (id) => (id === 1 ? null : same(`unit ${id}`)),
    line: (edition, key) => (key === 'known' ? same(`line of ${edition}`) : undefined),
    annex: null,
    printedAt: monday + 24 * hour,
    ...more,
  });
}

describe('the agreement sheet', () => {
  const first = seat(1, kafedra1, done);
  const second = seat(2, kafedra2, done);
  const last = seat(3, approval, done);
  const approvedLog = logOf(
    { action: 'submit' },
    { action: 'agree', by: 201, seat: first, comment: 'Келісемін' },
    { action: 'agree', by: 202, seat: second },
    { action: 'approve', by: 203, seat: last },
  );

  it('has a row for every seat in the order of the route: who, in which post, received and decided when, by which entry', () => {
    const sheet = sheetOf([first, second, last], approvedLog);
    expect(sheet.rows.map(({ no, role, unit, person }) => [no, role, unit?.kk ?? null, person?.kk])).to.deep.equal([
      [1, 'chairHead', 'unit 11', 'person 201'],
      [2, 'chairHead', 'unit 12', 'person 202'],
      [3, 'viceRectorAcademic', null, 'person 203'],
    ]);
    const { hash } = approvedLog[1]!;
    expect(sheet.rows[0]).to.deep.include({
      receivedAt: monday,
      outcome: { kind: 'agree', mark: { seq: 2, hash, at: monday + hour, sound: true } },
      remarks: [{ line: null, text: 'Келісемін', answer: null }],
    });
    expect(sheet.edition).to.deep.equal({ no: 1, frozen: { hash: 'hash1', at: monday, by: same('person 100') } });
  });

  it('ends as approved when every seat has its visa, and then as published', () => {
    expect(sheetOf([first, second, last], approvedLog).result).to.deep.equal({
      kind: 'approved',
      at: monday + 3 * hour,
      publishedAt: null,
    });
    const published = logOf(
      { action: 'submit' },
      { action: 'agree', seat: first },
      { action: 'approve', seat: last },
      { action: 'publish' },
    );
    expect(sheetOf([first, last], published).result).to.include({ kind: 'approved', publishedAt: monday + 3 * hour });
  });

  it('a route without an approving step ends as agreed', () => {
    const log = logOf({ action: 'submit' }, { action: 'agree', seat: first });
    expect(sheetOf([first], log).result).to.include({ kind: 'agreed', at: monday + hour });
  });

  it('shows until when an open seat is awaited, which one is overdue, and whose turn has not come', () => {
    const open = seat(2, kafedra2, active);
    const seats = [first, open, seat(3, approval)];
    const log = logOf({ action: 'submit' }, { action: 'agree', seat: first });
    const until = monday + 72 * hour;
    const early = sheetOf(seats, log);
    expect(early.rows.map((row) => row.outcome.kind)).to.deep.equal(['agree', 'awaited', 'notYetAsked']);
    expect(early.rows[1]!.outcome).to.deep.equal({ kind: 'awaited', until, overdue: false });
    expect(early.result).to.deep.equal({ kind: 'inProgress', given: 1, asked: 3 });
    expect(sheetOf(seats, log, { printedAt: until }).rows[1]!.outcome).to.include({ overdue: false });
    expect(sheetOf(seats, log, { printedAt: until + 1 }).rows[1]!.outcome).to.include({ overdue: true });
  });

  it('a return shows its remarks with the lines in words, and closes the seats that had not decided', () => {
    const expired = seat(2, kafedra2, { ...active, state: 'expired' });
    const remarks = [
      { lineKey: 'known', text: 'Уақыты дұрыс емес' },
      { lineKey: null, text: 'Жалпы ескерту' },
      { lineKey: 'gone', text: 'Белгісіз жол' },
    ];
    const log = logOf({ action: 'submit' }, { action: 'return', seat: first, comment: 'Алдымен', remarks });
    const sheet = sheetOf([first, expired, seat(3, approval, { state: 'expired' })], log);
    expect(sheet.rows[0]!.outcome).to.include({ kind: 'return' });
    expect(sheet.rows.slice(1).map((row) => row.outcome)).to.deep.equal([
      { kind: 'closed', by: 'returned' },
      { kind: 'closed', by: 'returned' },
    ]);
    expect(sheet.rows[0]!.remarks).to.deep.equal([
      { line: null, text: 'Алдымен', answer: null },
      { line: same('line of 1'), text: 'Уақыты дұрыс емес', answer: null },
      { line: null, text: 'Жалпы ескерту', answer: null },
      { line: null, text: 'Белгісіз жол', answer: null },
    ]);
    expect(sheet.result).to.deep.equal({ kind: 'returned', at: monday + hour });
  });

  describe('of a step that needs any one of its seats', () => {
    const decided = { ...first, needs: 'any' } as const;
    const needless = seat(2, kafedra2, { needs: 'any', state: 'skipped', openedAt: monday });

    it('the seats that were no longer needed are named as such and are not counted', () => {
      const log = logOf({ action: 'submit' }, { action: 'agree', seat: decided });
      const sheet = sheetOf([decided, needless], log);
      expect(sheet.rows.map((row) => row.outcome.kind)).to.deep.equal(['agree', 'notNeeded']);
      expect(sheet.result).to.include({ kind: 'agreed' });
    });

    it('a seat that calls itself needless while nobody decided for the step is not believed', () => {
      const sheet = sheetOf([{ ...decided, state: 'active', dueAt: monday }, needless], logOf({ action: 'submit' }));
      expect(sheet.rows[1]!.outcome).to.deep.equal({ kind: 'notInLog' });
    });
  });

  describe('of a second edition', () => {
    const carried = seat(4, kafedra1, { editionNo: 2, state: 'skipped', agreedInEdition: 1 });
    const again = seat(5, kafedra2, { editionNo: 2, ...active });
    const log = logOf(
      { action: 'submit' },
      { action: 'agree', by: 201, seat: first },
      { action: 'return', by: 202, seat: second, remarks: [{ lineKey: 'known', text: 'Түзетіңіз' }] },
      { action: 'submit', edition: 2, by: 101 },
    );
    const sheet = sheetOf([carried, again, first, second], log);

    it('has rows for its own seats only', () => {
      expect(sheet.rows.map((row) => row.unit?.kk)).to.deep.equal(['unit 11', 'unit 12']);
    });

    it('says in which edition a carried visa was given, by whom and by which entry', () => {
      expect(sheet.rows[0]).to.deep.include({
        person: same('person 201'),
        receivedAt: monday,
        outcome: {
          kind: 'carriedOver',
          resumedAt: null,
          editionNo: 1,
          mark: { seq: 2, hash: log[1]!.hash, at: monday + hour, sound: true },
        },
      });
    });

    it('the visas carried over count', () => {
      expect(sheet.result).to.deep.equal({ kind: 'inProgress', given: 1, asked: 2 });
    });

    it('the unit that returned the first edition is asked anew: its return is no decision on the second', () => {
      expect(sheet.rows[1]!.outcome).to.include({ kind: 'awaited' });
    });

    it('lists the earlier edition with the decision that ended it', () => {
      expect(sheet.earlier).to.have.length(1);
      expect(sheet.earlier[0]).to.deep.include({ editionNo: 1, hash: 'hash1', submittedAt: monday });
      expect(sheet.earlier[0]!.last).to.deep.include({
        kind: 'return',
        person: same('person 202'),
        remarks: [{ line: same('line of 1'), text: 'Түзетіңіз', answer: null }],
      });
    });

    it('names who submitted it', () => {
      expect(sheet.edition.frozen).to.deep.include({ hash: 'hash2', by: same('person 101') });
    });
  });

  it('shows a remark together with its answer, and who gave it', () => {
    const sheet = sheetOf(
      [first, second],
      logOf(
        { action: 'submit' },
        {
          action: 'agreeWithRemarks',
          seat: first,
          remarks: [
            { lineKey: 'known', text: 'Бос па?' },
            { lineKey: null, text: 'Тағы' },
          ],
        },
        { action: 'answerRemarks', by: 101, answers: [{ decisionSeq: 2, remarkIndex: 0, text: 'Бос' }] },
      ),
    );
    expect(sheet.rows[0]!.outcome).to.include({ kind: 'agreeWithRemarks' });
    expect(sheet.rows[0]!.remarks).to.deep.equal([
      {
        line: same('line of 1'),
        text: 'Бос па?',
        answer: { text: 'Бос', by: same('person 101'), at: monday + 2 * hour },
      },
      { line: null, text: 'Тағы', answer: null },
    ]);
  });

  it("says of a visa given in another's place whose it is and by what right", () => {
    const sheet = sheetOf(
      [first, second],
      logOf(
        { action: 'submit' },
        { action: 'agree', seat: first, by: 203, actingFor: { personId: 201, ground: '№ 12 бұйрық' } },
        { action: 'agree', seat: second, by: 202 },
      ),
    );
    expect(sheet.rows.map(({ person, actingFor }) => [person, actingFor])).to.deep.equal([
      [same('person 203'), { person: same('person 201'), ground: '№ 12 бұйрық' }],
      [same('person 202'), null],
    ]);
  });

  it('a rejection and a withdrawal are its result, and close the seats nobody decided at', () => {
    const open = seat(3, approval, { ...active, state: 'expired' });
    for (const [action, by] of [
      ['withdraw', 'withdrawn'],
      ['allowWithdrawal', 'withdrawn'],
      ['reject', 'rejected'],
    ] as const) {
      const sheet = sheetOf(
        [first, open],
        logOf({ action: 'submit' }, { action: 'agree', seat: first }, { action, by: 101, comment: 'себебі' }),
      );
      expect(sheet.result, action).to.deep.include({ kind: by, at: monday + 2 * hour });
      expect(sheet.rows[1]!.outcome, action).to.deep.equal({ kind: 'closed', by });
    }
  });

  it('who allowed a withdrawal is named with its entry, and a preparer who needed no leave is not', () => {
    const closed = { ...first, state: 'expired' as const };
    const allowed = sheetOf(
      [closed],
      logOf(
        { action: 'submit' },
        { action: 'askWithdrawal', by: 101 },
        { action: 'allowWithdrawal', by: 203, actingFor: { personId: 201, ground: '№ 12 бұйрық' } },
      ),
    ).result;
    if (allowed.kind !== 'withdrawn') expect.fail('should be withdrawn');
    expect(allowed.allowedBy).to.deep.include({
      person: same('person 203'),
      actingFor: { person: same('person 201'), ground: '№ 12 бұйрық' },
    });
    expect(allowed.allowedBy!.mark).to.include({ seq: 3, sound: true });
    const own = sheetOf([closed], logOf({ action: 'submit' }, { action: 'withdraw', by: 101 })).result;
    expect(own).to.deep.equal({ kind: 'withdrawn', at: monday + hour, allowedBy: null });
  });

  it('a withdrawn edition is named among the earlier ones, with who took it back', () => {
    const again = { ...first, id: 9, editionNo: 2 };
    const sheet = sheetOf(
      [again, first],
      logOf({ action: 'submit' }, { action: 'withdraw', by: 101 }, { action: 'submit', edition: 2 }),
    );
    expect(sheet.earlier[0]!.last).to.deep.include({ kind: 'withdraw', role: null, person: same('person 101') });
  });

  describe('is made from the log only', () => {
    it('a seat that calls itself done without an entry in the log has no visa', () => {
      const sheet = sheetOf([first, second], logOf({ action: 'submit' }, { action: 'agree', seat: first }));
      expect(sheet.rows[1]).to.deep.include({ person: null, outcome: { kind: 'notInLog' } });
      expect(sheet.result).to.include({ kind: 'inProgress', given: 1 });
    });

    it('so has a seat that claims the visa of an edition in which nobody gave it', () => {
      const forged = seat(4, kafedra2, { editionNo: 2, state: 'skipped', agreedInEdition: 1 });
      const log = logOf(
        { action: 'submit' },
        { action: 'return', seat: first, remarks: [{ lineKey: null, text: '-' }] },
        { action: 'submit', edition: 2 },
      );
      expect(sheetOf([forged, first], log).rows[0]!.outcome).to.deep.equal({ kind: 'notInLog' });
    });

    it('a seat that claims to carry a return over as a visa does not get it', () => {
      const forged = seat(4, kafedra1, { editionNo: 2, state: 'skipped', agreedInEdition: 1 });
      const log = logOf(
        { action: 'submit' },
        { action: 'return', seat: first, remarks: [{ lineKey: null, text: '-' }] },
        { action: 'submit', edition: 2 },
      );
      expect(sheetOf([forged, first], log).rows[0]!.outcome).to.deep.equal({ kind: 'notInLog' });
    });

    it('the post is the one in which the person decided, whatever the seat says now', () => {
      const moved = { ...first, orgUnitId: 99 };
      expect(sheetOf([moved], approvedLog).rows[0]!.unit).to.deep.equal(same('unit 11'));
    });
  });

  describe('says when it proves nothing', () => {
    const seats = [first, second, last];

    it('an entry changed afterwards: it names the entry, distrusts all from there on and states no result', () => {
      const forged = approvedLog.map((entry) => (entry.seq === 3 ? { ...entry, personId: 666 } : entry));
      const sheet = sheetOf(seats, forged);
      expect(sheet.fault).to.deep.equal({ kind: 'logBroken', seq: 3 });
      expect(sheet.result).to.deep.equal({ kind: 'unproven' });
      expect(sheet.rows.map((row) => 'mark' in row.outcome && row.outcome.mark.sound)).to.deep.equal([
        true,
        false,
        false,
      ]);
    });

    it('a cut-off end of the log', () => {
      const logHead = { length: 4, hash: approvedLog[3]!.hash };
      const sheet = sheetOf(seats, approvedLog.slice(0, 3), { logHead });
      expect(sheet.fault).to.deep.equal({ kind: 'logBroken', seq: 4 });
      expect(sheet.result.kind).to.equal('unproven');
    });

    it('content that is not what was submitted', () => {
      const sheet = sheetOf(seats, approvedLog, { contentHash: 'other' });
      expect(sheet).to.deep.include({ fault: { kind: 'contentChanged' }, result: { kind: 'unproven' } });
    });

    it('a visa given to another content than was submitted', () => {
      const log = logOf({ action: 'submit' }, { action: 'agree', seat: first, hash: 'other' });
      expect(sheetOf([first], log).fault).to.deep.equal({ kind: 'contentChanged' });
    });

    it('and has no fault otherwise', () => {
      expect(sheetOf(seats, approvedLog).fault).to.equal(null);
    });
  });
});
