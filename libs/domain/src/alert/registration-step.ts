import type { ExpiryStep } from './expiry-step.ts';

/** Ends of the life of a domain that a registry states. */
export type EndOfLife = 'redemption' | 'pending-delete' | 'not-found';

/**
 * What people are told about a registration, in the order in which it gets worse: its near date cannot be
 * confirmed, the expiry thresholds, renewed by the registry but not by its holder, its delegation is gone, and the ends
 * of its life.
 */
export type RegistrationStep = 'stale' | ExpiryStep | 'auto-renewed' | 'undelegated' | EndOfLife;
