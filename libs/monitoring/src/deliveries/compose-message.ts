import {
  type AlertRecord,
  type DeliveryRecord,
  type Message,
  type MessageTarget,
  toAlert,
} from '@app/domain';
import { detailsOf } from '@app/domain/alerting';
import { isToldWhole, type StoredPlan } from '@app/domain/lanes';

/** What is told later than this after it happened says how late it is. */
const LATE_MS = 60_000;

export interface Told {
  deliveries: readonly DeliveryRecord[];
  alerts: ReadonlyMap<string, AlertRecord>;
  targets: ReadonlyMap<string, MessageTarget>;
  publicUrl: string;
}

/** Puts a message together as it was decided. Null when none of its alerts is there any more. */
export function composeMessage(plan: StoredPlan, told: Told): Message | null {
  const items = itemsOf(plan, told);
  const [first] = items;
  if (!first) return null;
  const about = {
    idempotencyKey: plan.key,
    sentAt: plan.plannedAt,
    ...recipientOf(told.deliveries),
    ...lateness(plan, told.deliveries),
  };
  if (plan.form !== 'digest') {
    return { ...first, ...about, ...(plan.form === 'whole' ? WHOLE : {}) };
  }
  return {
    ...about,
    event: 'digest',
    alert: null,
    target: null,
    link: `${told.publicUrl}/alerts`,
    items,
    ...(plan.sharedCause ? { sharedCause: plan.sharedCause } : {}),
  };
}

type Item = Required<Message>['items'][number];

/** One for each alert; the end of one whose beginning is told with it stands for both. */
function itemsOf(plan: StoredPlan, { deliveries, alerts, targets, publicUrl }: Told): Item[] {
  const wholes = new Set(deliveries.flatMap((one) => (isToldWhole(plan, one) ? one.alertId : [])));
  const alertIds = [...new Set(deliveries.map(({ alertId }) => alertId))];
  return alertIds.flatMap((alertId) => {
    const alert = alerts.get(alertId);
    if (!alert) return [];
    const target = (alert.targetId === null ? undefined : targets.get(alert.targetId)) ?? null;
    const link = `${publicUrl}/alerts/${alert.id}`;
    const whole = wholes.has(alertId) ? WHOLE : {};
    const details = { ...detailsOf(plan.event, alert, publicUrl), ...whole };
    return [{ event: plan.event, alert: toAlert(alert), target, link, ...details }];
  });
}

const WHOLE = { isWhole: true } as const;

const recipientOf = ([first]: readonly DeliveryRecord[]): Pick<Message, 'recipient'> =>
  first?.recipient === undefined ? {} : { recipient: first.recipient };

function lateness(
  { plannedAt }: StoredPlan,
  deliveries: readonly DeliveryRecord[],
): Pick<Message, 'lateMs'> {
  const [oldest] = deliveries.map(({ createdAt }) => createdAt.getTime()).sort((a, b) => a - b);
  const lateMs = plannedAt.getTime() - (oldest ?? plannedAt.getTime());
  return lateMs < LATE_MS ? {} : { lateMs };
}
