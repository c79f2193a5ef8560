import type { Expectation, RequestSettings } from '../check/http-settings.ts';
import type { ProbeContext } from '../check/probe.ts';
import type { ProbeResult } from '../check/schema.ts';
import type { EgressPolicy } from '../egress/policy.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { UrlRefusal } from '../url/url.ts';

/** What somebody wants to watch, in the form in which it is stored. */
export interface WatchedUrl {
  readonly ok: true;
  readonly url: string;
  /** Equal for two urls that stand for the same thing. */
  readonly key: string;
  /** What a target is called that gets no name. */
  readonly name: string;
}

/** A target as far as a check that decides its status concerns it. */
export interface ProbedTarget {
  url: string;
  request: RequestSettings;
  expect: Expectation;
  thresholds: { slowMs: number | null };
}

/** What is known of a target beside its settings when its check is judged. */
export interface KnownTarget {
  url: string;
  /** The https site whose certificate is watched for an http target; absent where none is. */
  securedAt?: string;
  /** Since when the target has led elsewhere; absent while it leads there. */
  strayedAt?: Date;
}

/**
 * A kind of check that decides the status of targets: all that is particular to it. The rest is the same for all of
 * them: slots and confirmations (`scheduleAfter`), the status machine, what people are told, the record of its checks.
 */
export interface StatusKind<Request = unknown> {
  /** That of the kind of target whose status it decides. */
  readonly name: string;
  /** Its checks are slots of targets, claimed by whoever holds their partition. */
  readonly source: 'slots';
  /** Checks and normalises a url that a person wants to watch. Names are judged again by their addresses when the check connects. */
  parseUrl(text: string, policy: EgressPolicy): WatchedUrl | UrlRefusal;
  /** What the probe asks. */
  request(target: ProbedTarget): Request;
  /** What follows from a result beside the next status. */
  followUps(
    deps: { newId: () => string },
    known: KnownTarget,
    { result, now }: { result: ProbeResult; now: Date },
  ): OutboxEntry[];
}

/**
 * The probe of such a kind: one complete judgement of a target. Failures are values; it rejects only with the reason of
 * the signal.
 */
export interface StatusProbe<Request = unknown> {
  probe(request: Request, context: ProbeContext): Promise<ProbeResult>;
}
