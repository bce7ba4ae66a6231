import type { Me } from '@qashyq/shared-types';
import type { Config } from '../config.js';
import { Away, Refusal } from '../problems.js';
import type { Words } from './words.js';

export interface ProblemView {
  kind: 'away' | 'noright' | 'notfound' | 'signedout' | 'refused' | 'unexpected' | 'nothing';
  title: string;
  text: string;
  details: string[];
  /** What to quote to support; empty where there is nothing to quote. */
  code: string;
  helper: string | null;
  helperEmail: string | null;
  canRetry: boolean;
  canReload: boolean;
}

/** A screen could not be opened because what its address names cannot be: it was cut, or written by hand. */
export function isOfAddress(problem: unknown): boolean {
  if (!(problem instanceof Refusal)) return false;
  const { status, error } = problem;
  const fields = (error.details ?? []).map(({ field }) => field);
  return status === 422 && fields.length > 0 && fields.every((field) => /^(params|query)\./.test(field));
}

/**
 * What happened, what to do, who can help. `nothing`: the person is known but has no part in any of the screens. `nowhere`: the address leads
 * to no screen.
 */
export function problemView(problem: unknown, me: Me | null, config: Config, words: Words): ProblemView {
  const base = { details: [], code: '', helper: null, helperEmail: null, canRetry: false, canReload: false };
  const help =
    me === null || me.helper === null
      ? {}
      : { helper: words.t('problem_helper', words.name(me.helper.name)), helperEmail: me.helper.email };
  if (problem === 'nothing')
    return {
      ...base,
      ...help,
      kind: 'nothing',
      title: words.t('nothing_for_you_title'),
      text: words.t('nothing_for_you_text'),
    };
  if (problem === 'nowhere')
    return {
      ...base,
      ...help,
      kind: 'notfound',
      title: words.t('problem_notfound_title'),
      text: words.t('problem_address_text'),
    };
  if (problem instanceof Away)
    return {
      ...base,
      kind: 'away',
      title: words.t('problem_away_title'),
      text: words.t(config.home === 'moodle' ? 'problem_away_moodle' : 'problem_away_portal'),
      canRetry: true,
    };
  if (problem instanceof Refusal) {
    const { status, error } = problem;
    const said = {
      ...base,
      text: error.message,
      details: (error.details ?? []).map((detail) => detail.message),
      code: words.t('problem_code', [error.code, error.reference].filter((part) => part !== '').join(' · ')),
    };
    if (status === 401)
      return {
        ...said,
        kind: 'signedout',
        title: words.t('problem_signedout_title'),
        text: words.t('problem_signedout_text'),
        canReload: true,
      };
    if (status === 403) return { ...said, ...help, kind: 'noright', title: words.t('problem_noright_title') };
    if (status === 404) return { ...said, ...help, kind: 'notfound', title: words.t('problem_notfound_title') };
    return { ...said, kind: 'refused', title: words.t('problem_refused_title'), canRetry: status >= 500 };
  }
  return {
    ...base,
    kind: 'unexpected',
    title: words.t('problem_unexpected_title'),
    text: words.t('problem_unexpected_text'),
    canRetry: true,
  };
}
