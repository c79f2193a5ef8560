/* How often a caller may ask, and how many streams may stand open. */
export {
  CallClass,
  type CallRule,
  type CallsPerMinute,
  DEFAULT_CALLS_PER_MINUTE,
  subjectOf,
} from './call.ts';
export { callerOf } from './caller.ts';
export { type CallWindow, CallWindows } from './call-windows.ts';
export {
  afterRefusal,
  FLOOD_REFUSALS,
  floodTrouble,
  type Refusals,
  REFUSALS_END_MS,
} from './flood.ts';
export { SystemLimits } from './schema.ts';
export { OpenStreams, type StreamLimits } from './streams.ts';
