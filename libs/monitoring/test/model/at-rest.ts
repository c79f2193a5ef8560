import type { World } from './world.ts';

/**
 * What is wrong once nothing has happened for hours: a site is down and no alert stands for it, or an alert lasts of a site
 * that is not down.
 */
export function wrongAtRest({ alertList, targetList }: World): string[] {
  const lasting = alertList.filter(({ kind, endedAt }) => kind === 'down' && endedAt === null);
  const down = new Map(
    targetList.flatMap(({ id, state }) => (state.outage ? [[id, state.outage.alertId]] : [])),
  );
  const standsFor = (subject: string, outageId: string): boolean =>
    lasting.some(
      (alert) => alert.subject === subject && (alert.outageIds ?? [alert.id]).at(-1) === outageId,
    );
  return [
    ...[...down].flatMap(([id, outageId]) =>
      standsFor(id, outageId) ? [] : [`${id} is down, and no alert stands for it`],
    ),
    ...lasting.flatMap(({ id, subject }) =>
      down.has(subject) ? [] : [`${id} lasts, and ${subject} is not down`],
    ),
  ];
}
