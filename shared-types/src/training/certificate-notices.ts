/** What people are told about certificates; each has the texts `notice_<kind>_subject`, `notice_<kind>_text` and `noticekind_<kind>`. */
export const certificateNoticeKinds = [
  'certificateIssued',
  'certificateRevoked',
  'certificateExpiring',
  'outsideCertificateConfirmed',
  'outsideCertificateRefused',
] as const;
