import {
  DEFAULT_ALERTING,
  DEFAULT_EXPECTATION,
  DEFAULT_REQUEST,
  DEFAULT_THRESHOLDS,
  type Expectation,
  initialState,
  nextSlot,
  type RequestSettings,
  type TargetRecord,
  type Thresholds,
} from '@app/domain';
import { newId, type Stores } from '@app/persistence';

export interface TargetPlan {
  readonly url: string;
  readonly intervalSeconds: number;
  readonly id?: string;
  /** First slot; the next one of its grid when left out. */
  readonly dueAt?: Date;
  readonly request?: Partial<RequestSettings>;
  readonly expect?: Partial<Expectation>;
  readonly thresholds?: Partial<Thresholds>;
}

/** Stores a target straight away; intervals may be shorter than people may choose. Answers its id. */
export async function addTarget(
  { targets }: Pick<Stores, 'targets'>,
  plan: TargetPlan,
): Promise<string> {
  const now = new Date();
  const { url, intervalSeconds, id = newId() } = plan;
  const record: TargetRecord = {
    id,
    url,
    urlKey: url,
    name: url,
    tags: [],
    intervalSeconds,
    request: { ...DEFAULT_REQUEST, ...plan.request },
    expect: { ...DEFAULT_EXPECTATION, ...plan.expect },
    thresholds: { ...DEFAULT_THRESHOLDS, ...plan.thresholds },
    alerting: DEFAULT_ALERTING,
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
    intents: [],
  };
  await targets.insert(record, { unique: false });
  return id;
}
