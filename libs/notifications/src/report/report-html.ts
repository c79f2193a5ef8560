import {
  type ErrorBudget,
  type ReportedTarget,
  type ReportView,
  reportWords,
} from '@app/domain/reports';
import { formatDuration, formatLatency, formatPercent, formatZoned } from '@app/domain/words';
import { type Markup, markup } from '../html/markup.ts';

const words = reportWords();

/** How a report looks: on a screen, in a mail program, and on paper. */
export const REPORT_STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; max-width: 54rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; background: #fff }
h1 { font-size: 1.5rem; margin: 0; overflow-wrap: anywhere }
h2 { font-size: 1.125rem; margin: 2rem 0 .5rem; break-after: avoid }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; overflow-wrap: anywhere; break-after: avoid }
p { margin: .25rem 0; overflow-wrap: anywhere }
img { max-height: 4rem; max-width: 16rem; margin-bottom: 1rem }
table { width: 100%; border-collapse: collapse; margin: .5rem 0 }
.wide { overflow-x: auto }
th, td { text-align: left; vertical-align: top; padding: .375rem .75rem .375rem 0; border-bottom: 1px solid #d1d9e0; overflow-wrap: anywhere }
td.figure, th.figure { text-align: right; white-space: nowrap }
tr { break-inside: avoid }
.soft { color: #59636e }
.missed { color: #b42318; font-weight: 600 }
.foot { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid #d1d9e0; font-size: .8125rem; color: #59636e }
.pre { white-space: pre-line }
@media screen and (max-width: 48rem) { .wide th, .wide td { overflow-wrap: break-word; min-width: 5rem } .wide .figure { min-width: 0 } }
@page { margin: 18mm 15mm }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10pt } }
`;

export interface ReportHtmlOptions {
  /** Mail programs show no picture that is part of a page. */
  readonly isMail: boolean;
}

/**
 * Returns a report as one HTML document without scripts, to be read, printed or sent. All text is escaped, whoever wrote it.
 */
export function reportHtml(view: ReportView, { isMail }: ReportHtmlOptions): string {
  const { logo, targets, total, timeZone, leftOut, footer, slaTarget } = view;
  const isShown = logo !== null && !(isMail && logo.startsWith('data:'));
  const budget = knownBudget(total.budget);
  const hasOutages = targets.filter(({ outages }) => outages.length > 0);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${reportTitle(view)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<main>
${isShown && markup`<img src="${logo}" alt="">`}
<h1>${view.name || words.untitled}</h1>
<p class="soft">${words.range(view.firstDay, view.lastDay)}</p>
${view.isRunning && markup`<p>${words.running}</p>`}
${notYet(view).map((line) => markup`<p>${line}</p>`)}
<h2>${words.summary}</h2>
<table>
${fact(words.availability, percent(total.availability))}
${slaTarget !== null && fact(words.target, markup`${formatPercent(slaTarget)}: ${verdict(total.budget)}`)}
${budget && fact(words.budget, budgetText(budget))}
${fact(words.outages, total.outages)}
${fact(words.down, formatDuration(total.downSeconds * 1_000))}
${fact(words.uptime, percent(total.uptime))}
${fact(words.coverage, percent(total.coverage))}
</table>
<h2>${words.services}</h2>
${targets.length === 0 ? markup`<p>${words.noServices}</p>` : services(view)}
${leftOut > 0 && markup`<p class="soft">${words.leftOut(leftOut)}</p>`}
<h2>${words.outages}</h2>
${hasOutages.length === 0 ? markup`<p>${words.noOutages}</p>` : hasOutages.map((target) => outagesOf(target, timeZone))}
<div class="foot">
<h3>${words.method}</h3>
${words.methodLines(timeZone).map((line) => markup`<p>${line}</p>`)}
<p>${words.made(formatZoned(view.madeAt, timeZone))}</p>
${footer !== null && markup`<p class="pre">${footer}</p>`}
</div>
</main>
</body>
</html>
`.text;
}

/** Why there are no figures yet, in a new installation: one line, or none. */
export function notYet({ total, watchedSince, timeZone }: ReportView): string[] {
  const isMeasured = total.availability !== null || total.uptime !== null;
  return isMeasured || !watchedSince ? [] : [words.notYet(formatZoned(watchedSince, timeZone))];
}

/** The report in a line, for a subject or a tab. */
export const reportTitle = ({ name, firstDay, lastDay }: ReportView): string =>
  words.subject(name || words.untitled, words.range(firstDay, lastDay));

const percent = (value: number | null): string =>
  value === null ? words.notMeasured : formatPercent(value);

const fact = (label: string, value: string | number | Markup): Markup =>
  markup`<tr><th scope="row">${label}</th><td>${value}</td></tr>`;

export const verdictText = (budget: ErrorBudget | null): string => {
  const isMet = budget?.isMet ?? null;
  if (isMet === null) return words.unknown;
  return isMet ? words.met : words.missed;
};

/** Of a time of which nothing is known there is no budget that could be used or left. */
export const knownBudget = (budget: ErrorBudget | null): ErrorBudget | null =>
  budget?.isMet === null ? null : budget;

const verdict = (budget: ErrorBudget | null): Markup =>
  budget?.isMet === false
    ? markup`<span class="missed">${verdictText(budget)}</span>`
    : markup`${verdictText(budget)}`;

/** What was used of a budget: `12 min of 43 min used, 31 min left`. */
export function budgetText({ allowedSeconds, usedSeconds, leftSeconds }: ErrorBudget): string {
  const length = (seconds: number): string => formatDuration(Math.abs(seconds) * 1_000);
  const rest = leftSeconds >= 0 ? words.left(length(leftSeconds)) : words.over(length(leftSeconds));
  return `${words.budgetOf(length(usedSeconds), length(allowedSeconds))}, ${rest}`;
}

const services = ({ targets, slaTarget }: ReportView): Markup => markup`<div class="wide"><table>
<thead><tr><th scope="col">${words.service}</th><th scope="col" class="figure">${words.availability}</th>${
  slaTarget !== null && markup`<th scope="col">${words.target}</th>`
}<th scope="col" class="figure">${words.uptime}</th><th scope="col" class="figure">${words.outages}</th><th scope="col" class="figure">${words.down}</th><th scope="col" class="figure">${words.response}</th></tr></thead>
<tbody>
${targets.map(
  ({ name, stats, budget }) => markup`<tr><th scope="row">${name}</th><td class="figure">${percent(
    stats.availability,
  )}</td>${slaTarget !== null && markup`<td>${verdict(budget)}</td>`}<td class="figure">${percent(
    stats.uptime,
  )}</td><td class="figure">${stats.outages}</td><td class="figure">${formatDuration(
    stats.downSeconds * 1_000,
  )}</td><td class="figure">${stats.avgMs === null ? '–' : formatLatency(stats.avgMs)}</td></tr>
`,
)}</tbody>
</table></div>`;

const outagesOf = (
  { name, outages }: ReportedTarget,
  timeZone: string,
): Markup => markup`<h3>${words.outagesOf(name)}</h3>
<div class="wide"><table>
<thead><tr><th scope="col">${words.began}</th><th scope="col">${words.ended}</th><th scope="col">${words.length}</th><th scope="col">${words.cause}</th></tr></thead>
<tbody>
${outages.map(
  ({ since, endedAt, seconds, reason }) => markup`<tr><td>${formatZoned(since, timeZone)}</td><td>${
    endedAt ? formatZoned(endedAt, timeZone) : words.lasts
  }</td><td>${formatDuration(seconds * 1_000)}</td><td>${reason}</td></tr>
`,
)}</tbody>
</table></div>`;
