/** The texts that the screens of training ask for by key; they are fetched with the first of these screens. */
export const trainingTextKeys = [
  'trainingcategory_learningplatform',
  'trainingcategory_testitems',
  'trainingcategory_digitalresources',
  'trainingcategory_teachingmethods',
  'trainingcategory_academicintegrity',
  'trainingcategory_other',
  'trainingform_campus',
  'trainingform_online',
  'trainingform_blended',
  'training_page_catalogue',
  'training_page_manage',
  'training_page_plans',
] as const;
export type TrainingTextKey = (typeof trainingTextKeys)[number];

/** Texts whose form depends on a number; the catalogue holds them as `_one`, `_few`, `_many`, `_other`. */
export const trainingPluralKeys = ['training_hours'] as const;
export type TrainingPluralKey = (typeof trainingPluralKeys)[number];
