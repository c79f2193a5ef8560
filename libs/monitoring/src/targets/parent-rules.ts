import { AppError } from '@app/domain';
import type { Ports } from '../ports/index.ts';

const FIELD = { field: 'parentId' };
/** Longest chain of targets that depend on each other. */
const MAX_DEPTH = 20;

/**
 * Refuses a parent that does not exist, and one that depends on the target itself. Throws invalid.
 *
 * @param id the target; null for a new one
 */
export async function refuseBadParent(
  { targets }: Pick<Ports, 'targets'>,
  id: string | null,
  parentId: string,
): Promise<void> {
  let next: string | null = parentId;
  for (let depth = 0; next !== null; depth++) {
    if (next === id) {
      throw new AppError(
        'invalid',
        'The parent depends on this target: choose another one.',
        FIELD,
      );
    }
    if (depth >= MAX_DEPTH) {
      throw new AppError('invalid', `At most ${MAX_DEPTH} targets depend on each other.`, FIELD);
    }
    const parent = await targets.get(next);
    if (!parent && next === parentId) {
      throw new AppError('invalid', `There is no target ${parentId}.`, FIELD);
    }
    next = parent?.parentId ?? null;
  }
}
