export { MemoryAlertRules } from './testing/memory-alert-rules.ts';
export { MemoryAlerts } from './testing/memory-alerts.ts';
export { MemoryChannels } from './testing/memory-channels.ts';
export { MemoryDeliveries } from './testing/memory-deliveries.ts';
export { MemoryLanes } from './testing/memory-lanes.ts';
export { MemoryRegistrations } from './testing/memory-registrations.ts';
export { MemoryTargets } from './testing/memory-targets.ts';
