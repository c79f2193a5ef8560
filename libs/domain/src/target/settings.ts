import * as z from 'zod';
import { Alerting, DEFAULT_ALERTING } from '../audience/alerting.ts';
import { NO_RUNBOOK, Runbook } from '../alert/runbook.ts';
import {
  DEFAULT_EXPECTATION,
  DEFAULT_REQUEST,
  Expectation,
  RequestSettings,
} from '../check/http-settings.ts';
import { Id, line } from '../common/schema.ts';
import { DEFAULT_DNS_WATCH, DnsWatch } from '../records/schema.ts';

/** Default time between two scheduled http checks, in seconds (docs/rules.md, "Times and limits"). */
const DEFAULT_INTERVAL_SECONDS = 300;

/** When a condition becomes an alert. */
export const Thresholds = z.strictObject({
  /** Consecutive failed checks until a target is down. */
  failuresToDown: z.int().min(1).max(10),
  /** Consecutive good checks until a target that is down is up again. */
  successesToUp: z.int().min(1).max(10),
  /** Answers slower than this are `slow`; null turns it off. */
  slowMs: z.int().min(1).max(60_000).nullable(),
  /** Whether people are told when a target stays slow; missing: no. */
  alertWhenSlow: z.boolean().optional(),
  certificateDays: z.int().min(1).max(365),
  domainDays: z.int().min(1).max(365),
});
export type Thresholds = z.infer<typeof Thresholds>;

export const DEFAULT_THRESHOLDS: Thresholds = {
  failuresToDown: 2,
  successesToUp: 1,
  slowMs: null,
  certificateDays: 14,
  domainDays: 14,
};

const IntervalSeconds = z
  .int()
  .min(20, { error: 'The shortest interval is 20 seconds.' })
  .max(86_400, { error: 'The longest interval is a day (86400 seconds).' });

const TargetName = line(120).min(1, { error: 'Enter a name.' });

const Tag = line(50).min(1);
export const Tags = z
  .array(Tag)
  .max(50, { error: 'At most 50 tags.' })
  .transform((tags) => [...new Set(tags)]);

/** What people decide about a target. Merging, showing and storing it follow from the keys of this schema. */
export const TargetSettings = z.object({
  url: z.string(),
  name: z.string(),
  tags: z.array(z.string()),
  intervalSeconds: z.int(),
  request: RequestSettings,
  expect: Expectation,
  thresholds: Thresholds,
  alerting: Alerting,
  dnsWatch: DnsWatch,
  runbook: Runbook,
  /** The target that it depends on: while that one is down nobody is told of this one. */
  parentId: Id.nullable(),
});
export type TargetSettings = z.infer<typeof TargetSettings>;

/** Settings of a target of which nothing but the url was decided. */
export const DEFAULT_TARGET_SETTINGS: Omit<TargetSettings, 'url' | 'name'> = {
  tags: [],
  intervalSeconds: DEFAULT_INTERVAL_SECONDS,
  request: DEFAULT_REQUEST,
  expect: DEFAULT_EXPECTATION,
  thresholds: DEFAULT_THRESHOLDS,
  alerting: DEFAULT_ALERTING,
  dnsWatch: DEFAULT_DNS_WATCH,
  runbook: NO_RUNBOOK,
  parentId: null,
};

/** Settings as clients send them, each of which may be left out; the rules of the url need the egress policy. */
export const settingsInput = {
  name: TargetName.optional(),
  tags: Tags.optional(),
  intervalSeconds: IntervalSeconds.optional(),
  request: RequestSettings.partial().optional(),
  expect: Expectation.partial().optional(),
  thresholds: Thresholds.partial().optional(),
  alerting: Alerting.partial().optional(),
  dnsWatch: DnsWatch.partial().optional(),
  runbook: Runbook.partial().optional(),
  parentId: Id.nullable().optional(),
} satisfies Record<Exclude<keyof TargetSettings, 'url'>, z.ZodType>;
