import type { DeliveryRecord } from '@app/domain';
import type { Ports } from '../../src/ports/index.ts';

/** Faults of the kind that systems like this one have shipped with: the model has to notice each of them. */
export const DEFECTS = [
  'a message is sent before its plan is stored',
  'a fallback tells a beginning that is over',
  'the reconciler never looks at the lane of one channel',
  'the key of a message names the target, not the alert',
  'a silence holds back the end, too',
  'the end goes to whoever would be told now',
  'a fallback takes over a minute late',
  'policies of tags are not heard',
  'word of a later outage overtakes that of the one before',
] as const;
export type DefectName = (typeof DEFECTS)[number];

/** The fault that is there at the moment. */
export const present: { defect: DefectName | null } = { defect: null };

export const isBroken = (name: DefectName): boolean => present.defect === name;

/** Ports with the faults that lie in what is stored. */
export function brokenPorts(ports: Ports): Ports {
  const { lanes, deliveries, alertRules } = ports;
  return {
    ...ports,
    lanes: {
      ...lanes,
      save: (id, held, state) => lanes.save(id, held, { ...state, plans: planned(state.plans) }),
    },
    alertRules: {
      ...alertRules,
      get: async () => {
        const rules = await alertRules.get();
        const isDeaf = isBroken('policies of tags are not heard');
        return isDeaf ? { ...rules, policies: { ...rules.policies, byTag: [] } } : rules;
      },
    },
    deliveries: {
      ...deliveries,
      fallbackDue: (now, ...rest) => deliveries.fallbackDue(lateFallback(now), ...rest),
      lanesDue: async (channelIds, at) => {
        const due = await deliveries.lanesDue(channelIds, at);
        const [first] = (await ports.channels.list()).map(({ id }) => id);
        const isSkipped = isBroken('the reconciler never looks at the lane of one channel');
        return isSkipped ? due.filter((id) => id !== first) : due;
      },
    },
  };
}

const lateFallback = (now: Date): Date =>
  isBroken('a fallback takes over a minute late') ? new Date(now.getTime() - 60_000) : now;

const planned = <T>(plans: T[]): T[] =>
  isBroken('a message is sent before its plan is stored') ? [] : plans;

/** The key as it would be without the alert in it: the next outage has the same. */
export const withoutAlert = (
  delivery: DeliveryRecord,
  { id, subject }: { id: string; subject?: string },
): DeliveryRecord => ({
  ...delivery,
  idempotencyKey: delivery.idempotencyKey.replace(id, subject ?? ''),
});
