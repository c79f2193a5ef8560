import type { ChannelKind } from '../channel/kind.ts';
import { channelKinds } from '../channel/kinds.ts';
import type { ChannelRecord } from '../channel/schema.ts';

/** What may be sent to a channel of a kind. */
export interface LaneLimits {
  perSecond: number;
  /** Messages that may follow each other at once after a while of silence. */
  burst: number;
  /** Messages that are under way at the same time, at most. */
  concurrent: number;
  /** Alerts that one digest names, at most. */
  digestItems: number;
}

type Pace = Omit<LaneLimits, 'digestItems'>;

/** For kinds that do not say. */
const USUAL: Pace = { perSecond: 1, burst: 1, concurrent: 2 };

/**
 * Rates of providers: Slack one message a second and webhook, Discord 5 in 2 s and 30 in a minute and webhook, Resend
 * two mails a second.
 */
const PACES: Readonly<Partial<Record<ChannelKind, Pace>>> = {
  email: { perSecond: 2, burst: 2, concurrent: 4 },
  discord: { perSecond: 0.4, burst: 1, concurrent: 1 },
  webhook: { perSecond: 10, burst: 10, concurrent: 8 },
};

const usualPace = (kind: ChannelKind): Pace => PACES[kind] ?? USUAL;

/** Messages a second that channels of a kind are told at most, where their settings say nothing else. */
export const usualPerSecond = (kind: ChannelKind): number => usualPace(kind).perSecond;

/** What may be sent to a channel. One that is told less often than is usual gets no more at once either. */
export function laneLimits({
  kind,
  maxPerSecond,
}: Pick<ChannelRecord, 'kind' | 'maxPerSecond'>): LaneLimits {
  const { digestItems } = channelKinds[kind];
  const usual = usualPace(kind);
  if (!maxPerSecond) return { ...usual, digestItems };
  const burst = Math.max(1, Math.min(usual.burst, Math.floor(maxPerSecond)));
  return { ...usual, perSecond: maxPerSecond, burst, digestItems };
}
