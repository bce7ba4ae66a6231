/** Names of the pages of training: their navigation stands on every one of them, in whichever module. */
export const trainingPageTextKeys = [
  'training_page_catalogue',
  'training_page_mine',
  'training_page_decide',
  'training_page_certificates',
  'training_page_checkin',
  'training_page_manage',
  'training_page_plans',
  'training_page_register',
  'training_page_outside',
  'training_page_norms',
  'training_page_reports',
] as const;
