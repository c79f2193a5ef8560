import type { Ports } from '../ports/index.ts';

/** What lanes need of the outside world. */
export type LanePorts = Pick<
  Ports,
  | 'targets'
  | 'alerts'
  | 'deliveries'
  | 'channels'
  | 'lanes'
  | 'inbox'
  | 'queue'
  | 'changes'
  | 'send'
  | 'publicUrl'
  | 'log'
  | 'now'
  | 'newId'
>;
