import type { AlertRecord, ChannelRecord, DeliveryRecord } from '@app/domain';
import { overtaken } from './generations.ts';
import { deliveriesOf, heardOf, type Outcome, seatOfDelivery } from './outcome.ts';
import { RECIPIENTS } from './people.ts';
import { type Heard, seatOf } from './receivers.ts';
import { wrongReports } from './reports.ts';
import type { World } from './world.ts';

/** Time in which whoever must be told has been told, reconciler and the pace of channels included. */
const AUDIBLE_MS = 120_000;

/** Everything that is wrong with how people were told, as sentences; empty when nothing is. */
export function violationsOf(outcome: Outcome): string[] {
  const { world, truth } = outcome;
  return [
    ...truth.violations,
    ...truth.standIns.found(outcome),
    ...world.errors,
    ...overtaken(outcome),
    ...wrongReports(outcome),
    ...leftOvers(world),
    ...world.alertList.flatMap((alert) => [
      ...silentlyLeftOut(outcome, alert),
      ...endsUntold(outcome, alert),
      ...outOfOrder(outcome, alert),
      ...endsInApp(world, alert),
    ]),
    ...(outcome.isSound ? copiesOf(world) : []),
    ...twoOpen(world),
  ];
}

const seatsOf = ({ id, kind }: Pick<ChannelRecord, 'id' | 'kind'>): string[] =>
  kind === 'email' ? RECIPIENTS.map((recipient) => seatOf(id, recipient)) : [id];

/** A message that people can see is not delivered, and why. */
const isVisiblyStuck = ({ state, because }: DeliveryRecord): boolean =>
  state === 'dead' ||
  state === 'dismissed' ||
  (state === 'dropped' && (because === 'channel-off' || because === 'channel-gone'));

function leftOvers(world: World): string[] {
  const pending = [...world.deliveries.records.values()].filter(({ state }) => state === 'pending');
  return [
    ...pending.map(
      ({ event, alertId, channelId }) => `${event} of ${alertId} still waits for ${channelId}`,
    ),
    ...world.alertList
      .filter(({ announcements }) => announcements.length > 0)
      .map(({ id }) => `${id} has something left to tell`),
    ...world.targetList
      .filter(({ intents }) => intents.length > 0)
      .map(({ id }) => `what follows for ${id} is left`),
  ];
}

function silentlyLeftOut({ world, truth }: Outcome, alert: AlertRecord): string[] {
  const known = truth.alerts.get(alert.id);
  if (!known || (known.wasSilent && known.audibleMs < AUDIBLE_MS)) return [];
  // Whoever knows of the outage needs no second word of it; a step that goes on after a pause was told before it.
  if (alert.outageAlertId !== undefined || isKnownFromBefore(world, alert)) return [];
  const heard = new Set(heardOf(world, alert.id).map(({ seat }) => seat));
  const stuck = new Set(
    deliveriesOf(world, alert.id)
      .filter((one) => one.event === 'opened' && isVisiblyStuck(one))
      .map(seatOfDelivery),
  );
  return world.channelList
    .filter(({ id }) => known.wanted.has(id))
    .flatMap(seatsOf)
    .filter((seat) => !heard.has(seat) && !stuck.has(seat))
    .map((seat) => `${seat} is silently left out of ${alert.id}: ${fateOf(world, alert.id, seat)}`);
}

const isKnownFromBefore = (world: World, { id, kind, subject, openedAt }: AlertRecord): boolean =>
  kind === 'certificate' &&
  world.alertList.some(
    (one) =>
      one.id !== id && one.kind === kind && one.subject === subject && one.openedAt <= openedAt,
  );

function endsUntold({ world, truth }: Outcome, alert: AlertRecord): string[] {
  if (!alert.endedAt) return [];
  const heard = heardOf(world, alert.id);
  if (heard.length === 0) return [];
  const ended = new Set(heard.filter(({ event }) => event === 'resolved').map(({ seat }) => seat));
  const stuck = deliveriesOf(world, alert.id).filter(
    (one) => one.event === 'resolved' && isVisiblyStuck(one),
  );
  // A beginning that was taken and never confirmed counts as a dead letter, which people see.
  const dead = deliveriesOf(world, alert.id).filter(
    (one) => one.event === 'opened' && isVisiblyStuck(one),
  );
  const isStuck = ({ seat, channelId }: Heard): boolean =>
    [...stuck, ...dead].some(
      (one) => seatOfDelivery(one) === seat || seatOfDelivery(one) === channelId,
    );
  const untold = heard.filter((one) => !ended.has(one.seat) && !isStuck(one));
  // A person may remove the last channel of all before it is told.
  const isAnybodyLeft = world.channelList.some(({ enabled }) => enabled);
  // Whoever hears of the next outage knows better than by the end of this one.
  const isFollowed = world.alertList.some(
    ({ id, kind, subject, openedAt }) =>
      id !== alert.id &&
      kind === alert.kind &&
      subject === alert.subject &&
      openedAt > alert.openedAt,
  );
  const isLost =
    isAnybodyLeft &&
    !isFollowed &&
    ended.size === 0 &&
    dead.length === 0 &&
    stuck.every(({ state }) => state === 'dropped');
  return [
    ...new Set(
      untold.map(
        ({ seat }) =>
          `${seat} is never told the end of ${alert.id}: ${fateOf(world, alert.id, seat)}`,
      ),
    ),
    ...(isLost && truth.alerts.get(alert.id)?.hasListeners
      ? [`nobody at all is told the end of ${alert.id}`]
      : []),
  ];
}

function outOfOrder({ world, redriven }: Outcome, alert: AlertRecord): string[] {
  const found: string[] = [];
  const heard = heardOf(world, alert.id);
  const again = new Set(
    deliveriesOf(world, alert.id)
      .filter(({ id }) => redriven.has(id))
      .map(seatOfDelivery),
  );
  for (const seat of new Set(heard.map((one) => one.seat))) {
    const told = heard.filter((one) => one.seat === seat);
    const end = told.find(({ event }) => event === 'resolved');
    const first = told[0];
    if (first?.event === 'resolved' && !first.isWhole) {
      found.push(`${seat} is told the end of ${alert.id} and never its beginning`);
    }
    const later = end ? told.slice(told.indexOf(end) + 1) : [];
    if (later.some(({ key }) => key !== end?.key) && !again.has(seat)) {
      found.push(`${seat} is told something of ${alert.id} after its end: ${storyOf(told)}`);
    }
    const openings = new Set(told.flatMap((one) => (one.event === 'opened' ? one.key : [])));
    if (openings.size > 1 && !again.has(seat)) {
      found.push(
        `${seat} is told the beginning of ${alert.id} under ${openings.size} keys: ${storyOf(told)}`,
      );
    }
  }
  return found;
}

/** What became of the messages about an alert to somebody. */
const fateOf = (world: World, alertId: string, seat: string): string =>
  deliveriesOf(world, alertId)
    .filter((one) => seatOfDelivery(one) === seat)
    .map(({ event, state, form, because }) =>
      [event, state, form, because].filter(Boolean).join(' '),
    )
    .join(', ');

const storyOf = (told: readonly Heard[]): string =>
  told
    .map(({ at, event, isWhole, key }) => `${at} ms ${isWhole ? 'whole ' : ''}${event} (${key})`)
    .join(', ');

/** Each message is told once, and once more for each time that the monitor could not know that it was taken. */
function copiesOf({ receivers: { heard } }: World): string[] {
  const late = new Map<string, number>();
  for (const one of heard) {
    if (one.unlearned !== 'late') continue;
    const copy = `${one.seat} ${one.alertId} ${one.key}`;
    late.set(copy, (late.get(copy) ?? 0) + 1);
  }
  return [...late].flatMap(([copy, times]) =>
    times > 1 ? [`a receiver that answers late gets ${times + 1} copies: ${copy}`] : [],
  );
}

function endsInApp({ inbox }: World, { id, endedAt }: AlertRecord): string[] {
  const events = [...inbox.values()]
    .filter(({ alertId }) => alertId === id)
    .map(({ event }) => event);
  const isBegun = events.includes('opened');
  const isEnded = events.includes('resolved');
  if (isEnded && !isBegun) return [`in-app shows the end of ${id} and never its beginning`];
  return isBegun && endedAt && !isEnded ? [`in-app never shows the end of ${id}`] : [];
}

function twoOpen(world: World): string[] {
  const open = world.alertList.filter(({ state }) => state === 'open');
  const keys = open.map(({ subject, kind }) => `${subject} ${kind}`);
  return keys
    .filter((key, i) => keys.indexOf(key) !== i)
    .map((key) => `two alerts are open: ${key}`);
}
