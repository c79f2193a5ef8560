import {
  domainSubject,
  editedTarget,
  type Target,
  type TargetRecord,
  targetSubject,
  type UpdateTarget,
  urgentOf,
} from '@app/domain';
import type { Context } from '../context.ts';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';
import { applyOutbox } from '../outbox/apply-outbox.ts';
import type { Ports } from '../ports/index.ts';
import { changeTarget, type ChangePorts } from './change-target.ts';
import { domainOfUrl } from './registrable-domain.ts';
import { alreadyWatched, changedSettings } from './target-settings.ts';

export type UpdatePorts = ChangePorts & AlertPorts & Pick<Ports, 'judgeUrl' | 'domainOf'>;

/**
 * Changes the settings of a target; its history stays. What changes the meaning of a check asks for a new verdict
 * and is tried out at once; what changes nothing is not written. Throws not-found, invalid and conflict.
 */
export const updateTarget = (context: Context<UpdatePorts>, input: UpdateTarget): Promise<Target> =>
  updateTargetBy(context, input.id, () => input);

/**
 * The same, where the change depends on what the target is like.
 *
 * @param inputOf the change of a target as it is now; may be asked several times
 */
export async function updateTargetBy(
  { ports }: Context<UpdatePorts>,
  id: string,
  inputOf: (current: TargetRecord) => UpdateTarget,
): Promise<Target> {
  let input: UpdateTarget = { id };
  const { target, record } = await changeTarget(ports, id, async (deps, current) => {
    input = inputOf(current);
    const settings = await changedSettings(ports, current, input);
    if (settings.urlKey !== current.urlKey && !input.allowDuplicate) {
      const other = await ports.targets.findByUrlKey(settings.urlKey);
      if (other && other !== current.id) throw await alreadyWatched(ports, other);
    }
    return editedTarget(deps, current, { settings, domain: domainOfUrl(ports, settings.url) });
  });
  await applyOutbox(ports, record);
  // What is told of it may be another thing now, also of what is open.
  if (isToldAnew(input)) await ports.alerts.lookAgain(ports.now(), subjectsOf(record));
  await ports.queue.enqueueChecks(urgentOf(record));
  return target;
}

const isToldAnew = ({ alerting, tags, parentId }: UpdateTarget): boolean =>
  alerting !== undefined || tags !== undefined || parentId !== undefined;

const subjectsOf = ({ id, domain }: TargetRecord): string[] => [
  targetSubject(id),
  ...(domain === null ? [] : [domainSubject(domain)]),
];
