/*
 * Words and figures without any schema: what a page writes before anything is edited or judged. A browser that
 * imports from here loads no schemas.
 */
export { endingOf } from './alert/ending.ts';
export { ALERT_KIND_WORDS } from './text/alert-kinds.ts';
export { FAILURE_WORDS } from './text/en/failure-class.ts';
export { formatDaysLeft } from './text/format/days.ts';
export { formatDuration, formatInterval } from './text/format/duration.ts';
export { formatCount, formatLatency, formatPercent } from './text/format/figures.ts';
export { formatRelative } from './text/format/instant.ts';
export { formatZoned } from './text/format/zoned.ts';
export { describeSlowness } from './text/slowness.ts';
export { readableNames } from './common/readable-names.ts';
