/** What must be true of certificates, hours and their notices at every moment, whatever was interrupted. Pure. */
import { locales } from '@qashyq/shared-types';
import type {
  CertificateFileRow,
  CertificateNumberRow,
  CertificateRow,
  EffectRow,
  NoticeRow,
  OutsideCertificateRow,
  TrainingApplicationRow,
  TrainingHoursRow,
} from '../db/tables.js';
import { numberText } from '../features/training/certificates/certificate-number.js';

/** Everything the database holds about certificates, but for the bytes of files; read in one snapshot. */
export interface CertificateRecord {
  numbers: readonly CertificateNumberRow[];
  certificates: readonly CertificateRow[];
  files: readonly CertificateFileRow[];
  outside: readonly OutsideCertificateRow[];
  hours: readonly TrainingHoursRow[];
  applications: readonly Pick<TrainingApplicationRow, 'id' | 'person_id' | 'training_id' | 'state'>[];
  /** Those about certificates. */
  notices: readonly NoticeRow[];
  effects: readonly Pick<EffectRow, 'payload_json' | 'state'>[];
  /** Names of stored files whose bytes are not there, or are others. */
  damaged: ReadonlySet<string>;
}

export const certificateInvariants = {
  numbersHaveNoGapAndNoDouble({ numbers, certificates }: CertificateRecord): string[] {
    const years = new Set([...certificates.map((row) => row.year), ...numbers.map((row) => row.year)]);
    return [...years].flatMap((year) => {
      const given = certificates.filter((row) => row.year === year);
      const seqs = new Set(given.map((row) => row.seq));
      const last = numbers.find((row) => row.year === year)?.last ?? 0;
      const gaps = Array.from({ length: last }, (_, index) => index + 1).filter((seq) => !seqs.has(seq));
      return [
        ...(seqs.size === given.length ? [] : [`numbers of ${year} were given twice`]),
        ...gaps.map((seq) => `number ${numberText(year, seq)} is missing`),
        ...given.filter(({ seq }) => seq > last).map(({ number }) => `number ${number} was never counted`),
        ...given
          .filter((row) => row.number !== numberText(row.year, row.seq) || !row.issued_on.startsWith(`${row.year}-`))
          .map(({ id }) => `certificate ${id} has a number of another place`),
      ];
    });
  },

  everyCertificateHasItsFiles({ certificates, files, outside, effects, damaged }: CertificateRecord): string[] {
    const queued = new Set(
      effects
        .filter(({ state }) => state !== 'done')
        .flatMap((row) => (JSON.parse(row.payload_json) as { certificateIds: number[] }).certificateIds),
    );
    const lost = outside.filter((row) => damaged.has(row.sha256));
    const broken = certificates.flatMap(({ id, number, printed_at: printedAt }) => {
      const own = files.filter((file) => file.certificate_id === id);
      if (printedAt === null)
        return [
          ...(own.length === 0 ? [] : [`${number} has files before they were made`]),
          ...(queued.has(id) ? [] : [`nobody makes the files of ${number}`]),
        ];
      const missing = locales.filter((locale) => !own.some((file) => file.locale === locale));
      return [
        ...missing.map((locale) => `${number} has no file in ${locale}`),
        ...own
          .filter((file) => damaged.has(file.sha256))
          .map(({ locale }) => `the file of ${number} in ${locale} is not as it was issued`),
      ];
    });
    return [...broken, ...lost.map(({ id }) => `the file of outside certificate ${id} is not as it was brought`)];
  },

  everyCertificateIsOfOneApplication({ certificates, applications }: CertificateRecord): string[] {
    const active = certificates.filter((row) => row.revoked_at === null);
    const certified = applications.filter((row) => row.state === 'certified');
    return [
      ...active.flatMap((row) => {
        const application = certified.find(({ id }) => id === row.application_id);
        const fits = application?.person_id === row.person_id && application.training_id === row.training_id;
        return fits && row.active_key === String(row.application_id)
          ? []
          : [`${row.number} does not fit its application`];
      }),
      ...certified
        .filter(({ id }) => active.filter((row) => row.application_id === id).length !== 1)
        .map(({ id }) => `application ${id} is certified without exactly one certificate`),
    ];
  },

  everyHourTraces({ hours, certificates, outside }: CertificateRecord): string[] {
    return hours.flatMap((entry) => {
      const certificate = certificates.find((row) => row.id === entry.certificate_id);
      const brought = outside.find((row) => row.id === entry.outside_id);
      const source = certificate ?? brought;
      if (source === undefined || (certificate === undefined) === (brought === undefined))
        return [`entry ${entry.id} of the ledger leads to no certificate`];
      if (source.person_id !== entry.person_id) return [`entry ${entry.id} of the ledger is of another person`];
      const credited = certificate?.hours ?? brought?.credited_hours;
      if (entry.corrects_id === null)
        return entry.hours === credited
          ? []
          : [`entry ${entry.id} of the ledger credits other hours than its certificate`];
      const corrected = hours.find(({ id }) => id === entry.corrects_id);
      const fits = corrected?.person_id === entry.person_id && corrected.earned_on === entry.earned_on;
      return [
        ...(fits && entry.hours <= 0 && entry.reason !== ''
          ? []
          : [`counter-entry ${entry.id} of the ledger does not fit its entry`]),
      ];
    });
  },

  everyCertificateIsCredited({ hours, certificates, outside }: CertificateRecord): string[] {
    const sumOf = (key: string) => {
      const credits = hours.filter((entry) => entry.entry_key === key);
      return credits.length !== 1
        ? null
        : hours
            .filter(({ corrects_id }) => corrects_id === credits[0]!.id)
            .reduce((sum, entry) => sum + entry.hours, credits[0]!.hours);
    };
    return [
      ...certificates.flatMap(({ id, number, revoked_at: revokedAt }) => {
        const sum = sumOf(`certificate:${id}`);
        const counters = hours.filter((entry) => entry.entry_key === `revocation:${id}`).length;
        if (sum === null || sum < 0) return [`the hours of ${number} are not credited exactly once`];
        if (revokedAt === null) return counters === 0 ? [] : [`${number} has a counter-entry although it holds`];
        return counters === 1 && sum === 0 ? [] : [`${number} is revoked and its hours still count`];
      }),
      ...outside.flatMap(({ id, state }) => {
        const sum = sumOf(`outside:${id}`);
        return (state === 'confirmed') === (sum !== null && sum >= 0)
          ? []
          : [`outside certificate ${id} is ${state} and its hours do not fit`];
      }),
    ];
  },

  everyCertificateIsToldOnce({ certificates, outside, notices }: CertificateRecord): string[] {
    const told = notices.map(({ kind, facts_json }) => {
      const { certificateId, outsideId } = JSON.parse(facts_json) as { certificateId?: number; outsideId?: number };
      return certificateId === undefined ? `${kind} o${outsideId}` : `${kind} c${certificateId}`;
    });
    const due = [
      ...certificates.flatMap((row) => [
        ...(row.printed_at === null ? [] : [`certificateIssued c${row.id}`]),
        ...(row.revoked_at === null ? [] : [`certificateRevoked c${row.id}`]),
        ...(row.expiry_told_at === null ? [] : [`certificateExpiring c${row.id}`]),
      ]),
      ...outside.flatMap((row) =>
        row.state === 'submitted'
          ? []
          : [`outsideCertificate${row.state === 'confirmed' ? 'Confirmed' : 'Refused'} o${row.id}`],
      ),
    ];
    const count = new Map<string, number>();
    for (const key of told) count.set(key, (count.get(key) ?? 0) + 1);
    return [
      ...due.filter((key) => count.get(key) !== 1).map((key) => `${key} was told ${count.get(key) ?? 0} times`),
      ...[...count.keys()].filter((key) => !due.includes(key)).map((key) => `${key} was told for no reason`),
    ];
  },
};
export type CertificateInvariant = keyof typeof certificateInvariants;
