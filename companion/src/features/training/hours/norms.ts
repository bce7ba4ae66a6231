/** The norm of training hours of a post, over a period that ends today. Pure. */
import { positions, type Position, type TrainingNorm } from '@qashyq/shared-types';
import { addDays } from '../../../calendar/plain-dates.js';

/** Of the house [I]: 72 hours in five years for those who teach; of others nothing is asked. The Regulation names no number. */
export const defaultNorms: Record<Position, Pick<TrainingNorm, 'hours' | 'years'>> = {
  professor: { hours: 72, years: 5 },
  associateProfessor: { hours: 72, years: 5 },
  docent: { hours: 72, years: 5 },
  seniorTeacher: { hours: 72, years: 5 },
  teacher: { hours: 72, years: 5 },
  supportStaff: { hours: 0, years: 5 },
};

export interface Norm extends TrainingNorm {
  isDefault: boolean;
}

/** The norm of every post: as the department set it, else the default. */
export function normsOf(set: readonly TrainingNorm[]): Map<Position, Norm> {
  return new Map(
    positions.map((position) => {
      const own = set.find((norm) => norm.position === position);
      return [
        position,
        own === undefined
          ? { position, ...defaultNorms[position], isDefault: true }
          : { position, hours: own.hours, years: own.years, isDefault: false },
      ];
    }),
  );
}

/** The first day of the period of so many years that ends today: hours of that day five years ago have run out. */
export function periodStart(today: string, years: number): string {
  const [year = '', rest = ''] = [today.slice(0, 4), today.slice(4)];
  // 29 February has its anniversary on 28 February.
  const anniversary = `${Number(year) - years}${rest === '-02-29' ? '-02-28' : rest}`;
  return addDays(anniversary, 1);
}
