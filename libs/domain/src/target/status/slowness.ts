import type { StatusState } from './state.ts';
import {
  settled,
  type ResultEvent,
  type StatusEffect,
  type StatusRules,
  type Step,
} from './transition.ts';

type GoodEvent = ResultEvent & { outcome: 'ok' | 'slow' };

/** Counts slow checks in a row. */
export function withSlowness(state: StatusState, { at, outcome }: GoodEvent): StatusState {
  if (outcome === 'ok') return withoutSlowness(state);
  return { ...state, slows: state.slows + 1, firstSlowAt: state.firstSlowAt ?? at };
}

/** Forgets slow checks; a slow alert that is open stays. */
export const withoutSlowness = ({ firstSlowAt, ...state }: StatusState): StatusState => ({
  ...state,
  slows: 0,
});

/**
 * The slow alert of a target without an outage after a good check: it opens after as many slow checks in a row as it
 * takes failed ones to go down, and ends after as many good ones as it takes to come back.
 */
export function afterSlowness(
  state: StatusState,
  { outcome, at }: GoodEvent,
  rules: StatusRules,
): Step {
  const { slowAlertId, ...without } = state;
  if (slowAlertId !== undefined) {
    const successes = outcome === 'ok' ? state.successes + 1 : 0;
    if (successes < rules.successesToUp) return settled({ ...state, successes });
    return { ...settled({ ...without, successes: 0 }), effects: ends(slowAlertId, 'recovered') };
  }
  if (rules.alertWhenSlow !== true || state.slows < rules.failuresToDown) return settled(state);
  const alertId = rules.newAlertId();
  return {
    ...settled({ ...state, slowAlertId: alertId, successes: 0 }),
    effects: [{ type: 'slow', alertId, since: state.firstSlowAt ?? at }],
  };
}

/** The end of a slow alert, if there is one. */
export const ends = (
  alertId: string | undefined,
  resolution: 'recovered' | 'superseded',
): StatusEffect[] =>
  alertId === undefined ? [] : [{ type: 'end', alertIds: [alertId], resolution }];

/** Every alert of a target that its status has opened and not ended. */
export const openAlertIds = ({
  outage,
  slowAlertId,
}: Pick<StatusState, 'outage' | 'slowAlertId'>): string[] => [
  ...(outage ? [outage.alertId] : []),
  ...(outage?.persistentAlertId ? [outage.persistentAlertId] : []),
  ...(slowAlertId === undefined ? [] : [slowAlertId]),
];
