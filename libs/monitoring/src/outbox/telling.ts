import {
  type AlertRecord,
  type ChannelRecord,
  DEFAULT_ALERTING,
  DEFAULT_TARGET_SETTINGS,
  type TargetRecord,
} from '@app/domain';
import {
  type ActiveWindow,
  type Audience,
  audienceOf,
  concernsAdministrators,
  type ConcernedTarget,
  type Mute,
  parentSilence,
  type Silence,
  silenceOf,
  longerSilence,
} from '@app/domain/alerting';
import { activeWindows } from '../silence/active-windows.ts';
import type { Ports } from '../ports/index.ts';

export type TellingPorts = Pick<Ports, 'targets' | 'channels' | 'settings' | 'alertRules' | 'now'>;

type Told = Pick<AlertRecord, 'kind' | 'severity' | 'targetId' | 'domain' | 'since' | 'openedAt'> &
  Partial<Pick<AlertRecord, 'cause'>>;

/** Everything that telling people of an alert depends on, as it is now. */
export interface Telling {
  audience: Audience;
  /** Every channel that there is. */
  channels: ChannelRecord[];
  /** The target that the one of the alert depends on; null where there is none. */
  parent: TargetRecord | null;
}

/**
 * Reads who is told of an alert: of a domain the channels of all targets on it, of trouble with the monitor itself and with
 * its lookups those of the administrators, else those of the target.
 */
export async function readTelling(ports: TellingPorts, alert: Told): Promise<Telling> {
  const now = ports.now();
  const [channels, rules, settings] = await Promise.all([
    ports.channels.list(),
    ports.alertRules.get(),
    concernsAdministrators(alert) ? ports.settings.get() : null,
  ]);
  const windows = await activeWindows(rules.maintenance, now);
  const { targets, parent } = await concernedTargets(ports, alert, {
    mutes: rules.mutes,
    windows,
    now,
  });
  const audience = audienceOf(
    {
      channels,
      policies: rules.policies,
      targets,
      administrators: settings?.adminChannelIds ?? null,
    },
    alert,
  );
  return { audience, channels, parent };
}

interface Rules {
  mutes: readonly Mute[];
  windows: readonly ActiveWindow[];
  now: Date;
}

async function concernedTargets(
  { targets }: Pick<Ports, 'targets'>,
  alert: Told,
  rules: Rules,
): Promise<{ targets: ConcernedTarget[]; parent: TargetRecord | null }> {
  if (alert.kind === 'domain' && alert.domain !== null) {
    const on = await targets.onDomain(alert.domain);
    return {
      targets: on.map((target) => ({ ...target, silence: silenceOf(target, rules) })),
      parent: null,
    };
  }
  const target = alert.targetId === null ? null : await targets.get(alert.targetId);
  // Nobody may be kept from hearing of the monitor itself.
  if (!target) return { targets: [NOBODYS], parent: null };
  const parent = target.parentId === null ? null : await targets.get(target.parentId);
  const silence = longerSilence(
    silenceOf(target, rules),
    parentSilence(alert, { parent, child: target }, rules.now),
  );
  return { targets: [{ ...target, silence }], parent };
}

/** What holds for alerts of no target that is there. */
const NOBODYS: ConcernedTarget & { silence: Silence | null } = {
  tags: DEFAULT_TARGET_SETTINGS.tags,
  alerting: DEFAULT_ALERTING,
  silence: null,
};
