/** Validity of certificates, on plain dates. Pure. */
import type { CertificateState } from '@qashyq/shared-types';

/** So many months later; where that month is shorter, its last day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0));
  return new Date(
    Date.UTC(lastOfMonth.getUTCFullYear(), lastOfMonth.getUTCMonth(), Math.min(day, lastOfMonth.getUTCDate())),
  )
    .toISOString()
    .slice(0, 10);
}

/** The last day of validity still counts. A revoked certificate is revoked, whenever it would have ended. */
export function stateOn(
  certificate: { revoked_at: number | null; printed_at: number | null; expires_on: string | null },
  today: string,
): CertificateState {
  if (certificate.revoked_at !== null) return 'revoked';
  if (certificate.printed_at === null) return 'issuing';
  return certificate.expires_on !== null && certificate.expires_on < today ? 'expired' : 'valid';
}

/** Its holder is told so many days before it ends [I]. */
export const expiryNoticeDays = 30;
