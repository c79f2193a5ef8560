export { MemoryRegistrations } from './testing/memory-registrations.ts';
export { MemoryTargets } from './testing/memory-targets.ts';
