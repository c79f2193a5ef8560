import { AppError, notFound } from '@app/domain';
import { type CreateMute, type Mute } from '@app/domain/alerting';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { changeRules, type RulePorts } from './change-rules.ts';

const MAX_MUTES = 200;

/** Mutes that hold now, the one that ends first coming first. */
export async function listMutes({
  ports,
}: Context<Pick<Ports, 'alertRules' | 'now'>>): Promise<{ items: Mute[] }> {
  const { mutes } = await ports.alertRules.get();
  const now = ports.now();
  const items = mutes.filter(({ until }) => until > now);
  return { items: items.toSorted((a, b) => a.until.getTime() - b.until.getTime()) };
}

/**
 * Keeps a target, a tag or everything silent until an instant; who should have been told of what lasts is told then.
 * Throws not-found for a target that is not there, invalid, and limit.
 */
export async function createMute(
  { ports }: Context<RulePorts>,
  { targetId, tag, until, note }: CreateMute,
): Promise<Mute> {
  const now = ports.now();
  if (until <= now) {
    throw new AppError('invalid', 'This time is over. Choose one in the future.', {
      field: 'until',
    });
  }
  if (targetId && !(await ports.targets.get(targetId))) throw notFound('target');
  const mute: Mute = {
    id: ports.newId(),
    targetId: targetId ?? null,
    tag: tag ?? null,
    until,
    note: note || null,
    createdAt: now,
  };
  await changeRules(ports, (rules) => {
    if (rules.mutes.length >= MAX_MUTES) {
      throw new AppError('limit', `There are ${MAX_MUTES} mutes already. Remove one first.`);
    }
    return { rules: { ...rules, mutes: [...rules.mutes, mute] }, answer: null };
  });
  return mute;
}

/** Ends a mute. People are told of what lasts within seconds. Throws not-found. */
export async function removeMute({ ports }: Context<RulePorts>, id: string): Promise<Mute> {
  return await changeRules(ports, (rules) => {
    const answer = rules.mutes.find((mute) => mute.id === id);
    if (!answer) throw notFound('mute');
    return { rules: { ...rules, mutes: rules.mutes.filter((mute) => mute.id !== id) }, answer };
  });
}
