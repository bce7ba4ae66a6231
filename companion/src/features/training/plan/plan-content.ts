/** What exactly an edition of a training plan freezes. Pure. */
import { createHash } from 'node:crypto';
import type { PlanContent, PlanLine } from '@qashyq/shared-types';
import { canonicalJson } from '../../schedules/schedule-content.js';

/** Equal contents give equal bytes (UTF-8) and so equal hashes (SHA-256, hex). */
export function freezePlan(content: PlanContent): { json: string; sha256: string } {
  const json = canonicalJson(content);
  return { json, sha256: createHash('sha256').update(json, 'utf8').digest('hex') };
}

/** What an edition froze. */
export function planOf(contentJson: string): PlanContent {
  return JSON.parse(contentJson) as PlanContent;
}

/** Personnel is asked of a line like this (domain §4 row 9). */
export function costsOrReleases({ cost, leaveFromWork }: Pick<PlanLine, 'cost' | 'leaveFromWork'>): boolean {
  return cost > 0 || leaveFromWork;
}
