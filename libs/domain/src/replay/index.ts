export { compareAlerts, type PastAlert } from './compare.ts';
export { Replay, type ReplayedAlert } from './replay.ts';
export { Replayed, ReplayedItem, ReplayQuery } from './schema.ts';
