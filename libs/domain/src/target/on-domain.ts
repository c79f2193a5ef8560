import type { TargetRecord } from './record.ts';

/** A target on a domain, as far as its registration concerns it. */
export type TargetOnDomain = Pick<
  TargetRecord,
  'id' | 'url' | 'name' | 'tags' | 'thresholds' | 'alerting' | 'dnsWatch' | 'createdAt' | 'state'
>;
