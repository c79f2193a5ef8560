import type { TargetRecord } from './record.ts';

/** A target on a domain, as far as its registration concerns it. */
export type TargetOnDomain = Pick<
  TargetRecord,
  'id' | 'name' | 'tags' | 'thresholds' | 'alerting' | 'createdAt'
>;
