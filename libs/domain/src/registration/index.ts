export { isRenewalInDoubt } from './auto-renew.ts';
export { isPast } from './judge.ts';
export { isSameExpiry } from './pick-expiry-date.ts';
export { claimSlot, isIdle, joinQueue, type RateLimitReport, releaseSlot } from './rate-limit.ts';
export type { NoDomainReason } from './registrable.ts';
export { DatePrecision, RegistrationFacts } from './schema.ts';
export { eppStatus, lifecycleOf, statusesOfText } from './status.ts';
