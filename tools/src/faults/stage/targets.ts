import {
  type Alerting,
  DEFAULT_TARGET_SETTINGS,
  type Expectation,
  initialState,
  mergeSettings,
  nextSlot,
  type OutboxEntry,
  type RequestSettings,
  type TargetRecord,
  type Thresholds,
} from '@app/domain';
import { newId, type Stores } from '@app/persistence';

export interface TargetPlan {
  readonly url: string;
  readonly intervalSeconds: number;
  readonly id?: string;
  /** The url when left out. */
  readonly name?: string;
  /** First slot; the next one of its grid when left out. */
  readonly dueAt?: Date;
  readonly request?: Partial<RequestSettings>;
  readonly expect?: Partial<Expectation>;
  readonly thresholds?: Partial<Thresholds>;
  readonly alerting?: Partial<Alerting>;
  /** What still has to follow, as though whoever recorded it had died. */
  readonly intents?: OutboxEntry[];
}

/** Stores a target straight away; intervals may be shorter than people may choose. Answers its id. */
export async function addTarget(
  { targets }: Pick<Stores, 'targets'>,
  plan: TargetPlan,
): Promise<string> {
  const now = new Date();
  const { url, intervalSeconds, id = newId(), name = url, intents = [] } = plan;
  const record: TargetRecord = {
    ...mergeSettings({ ...DEFAULT_TARGET_SETTINGS, url, name }, plan),
    id,
    urlKey: url,
    createdAt: now,
    updatedAt: now,
    pausedAt: null,
    removedAt: null,
    version: 1,
    state: initialState(now),
    lastCheck: null,
    schedule: {
      dueAt: plan.dueAt ?? nextSlot(id, intervalSeconds, now),
      urgent: null,
      lease: null,
      silentAt: new Date(now.getTime() + 3 * intervalSeconds * 1_000),
    },
    certificate: null,
    domain: null,
    recent: [],
    hours: [],
    gaps: [],
    intents,
  };
  await targets.insert(record, { unique: false });
  return id;
}
