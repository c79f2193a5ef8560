import { AppError, notFound } from '@app/domain';
import {
  changedMaintenance,
  type CreateMaintenance,
  type Maintenance,
  type MaintenanceRecord,
  type UpdateMaintenance,
} from '@app/domain/alerting';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { activeUntil, nextTimes } from '../silence/active-windows.ts';
import { changeRules, type RulePorts } from './change-rules.ts';

const MAX_WINDOWS = 200;

/** Windows of maintenance, oldest first, each with when it is over while it goes on. */
export async function listMaintenance({
  ports,
}: Context<Pick<Ports, 'alertRules' | 'now'>>): Promise<{ items: Maintenance[] }> {
  const { maintenance } = await ports.alertRules.get();
  return { items: await Promise.all(maintenance.map((window) => shown(ports, window))) };
}

/** Plans maintenance. Throws invalid for targets that are not there, and limit. */
export async function createMaintenance(
  { ports }: Context<RulePorts>,
  { once, weekly, ...input }: CreateMaintenance,
): Promise<Maintenance> {
  await refuseUnknownTargets(ports, input.targetIds);
  const window: MaintenanceRecord = {
    ...input,
    id: ports.newId(),
    once: once ?? null,
    weekly: weekly ?? null,
    createdAt: ports.now(),
  };
  await changeRules(ports, (rules) => {
    if (rules.maintenance.length >= MAX_WINDOWS) {
      throw new AppError('limit', `There are ${MAX_WINDOWS} windows already. Remove one first.`);
    }
    return { rules: { ...rules, maintenance: [...rules.maintenance, window] }, answer: null };
  });
  return await shown(ports, window);
}

/** Changes a window; what is left out stays. Throws not-found and invalid. */
export async function updateMaintenance(
  { ports }: Context<RulePorts>,
  input: UpdateMaintenance,
): Promise<Maintenance> {
  const { maintenance } = await ports.alertRules.get();
  const known = maintenance.find(({ id }) => id === input.id)?.targetIds ?? [];
  // Targets that were removed since are sent back by forms, and may be.
  const added = (input.targetIds ?? []).filter((id) => !known.includes(id));
  await refuseUnknownTargets(ports, added);
  const window = await changeRules(ports, (rules) => {
    const before = rules.maintenance.find(({ id }) => id === input.id);
    if (!before) throw notFound('maintenance');
    const answer = changedMaintenance(before, input);
    const all = rules.maintenance.map((one) => (one.id === input.id ? answer : one));
    return { rules: { ...rules, maintenance: all }, answer };
  });
  return await shown(ports, window);
}

/** Removes a window. Throws not-found. */
export async function removeMaintenance(
  { ports }: Context<RulePorts>,
  id: string,
): Promise<Maintenance> {
  const window = await changeRules(ports, (rules) => {
    const answer = rules.maintenance.find((one) => one.id === id);
    if (!answer) throw notFound('maintenance');
    const maintenance = rules.maintenance.filter((one) => one.id !== id);
    return { rules: { ...rules, maintenance }, answer };
  });
  return await shown(ports, window);
}

async function shown({ now }: Pick<Ports, 'now'>, window: MaintenanceRecord): Promise<Maintenance> {
  const at = now();
  const [until, next] = await Promise.all([activeUntil(window, at), nextTimes(window, at)]);
  return { ...window, activeUntil: until, next };
}

async function refuseUnknownTargets(
  { targets }: Pick<Ports, 'targets'>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const known = new Set((await targets.getMany(ids)).map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  throw new AppError('invalid', `There is no target ${unknown.join(', ')}.`, {
    field: 'targetIds',
  });
}
