/** Which fault of ours keeps us from seeing how a target does. */
export type BlindReason =
  'offline' | 'resolver' | 'network' | 'overload' | 'internal' | 'no-result';
