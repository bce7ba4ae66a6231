/** The word lists of the contract that the department's screens offer: types alone come from the contract. */
import type {
  Locale,
  Position,
  TrainingApproval,
  TrainingCategory,
  TrainingForm,
  TrainingState,
} from '@qashyq/shared-types';

/** The keys, in their order; one that is missing does not compile. */
const listOf = <Code extends string>(codes: Record<Code, true>) => Object.keys(codes) as Code[];

export const states = listOf<TrainingState>({ draft: true, announced: true, completed: true, cancelled: true });
export const categories = listOf<TrainingCategory>({
  learningPlatform: true,
  testItems: true,
  digitalResources: true,
  teachingMethods: true,
  academicIntegrity: true,
  other: true,
});
export const forms = listOf<TrainingForm>({ campus: true, online: true, blended: true });
export const approvals = listOf<TrainingApproval>({ automatic: true, chairHead: true });
export const languages = listOf<Locale>({ kk: true, ru: true, en: true });
export const posts = listOf<Position>({
  professor: true,
  associateProfessor: true,
  docent: true,
  seniorTeacher: true,
  teacher: true,
  supportStaff: true,
});
