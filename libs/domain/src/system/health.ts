import type { Component, ComponentStatus, SystemHealth } from './schema.ts';

const ORDER: ComponentStatus[] = ['ok', 'degraded', 'failing'];

/** The health of the whole: as bad as its worst part. */
export function overallHealth(components: Component[]): SystemHealth {
  const worst = Math.max(0, ...components.map(({ status }) => ORDER.indexOf(status)));
  return { status: ORDER[worst] ?? 'ok', components };
}
