import {
  publicNameOf,
  type PublicMaintenance,
  type PublicOutage,
  type PublicStatus,
  type PublicTarget,
  publicWords,
  SHOWN_DAYS,
  stateCounts,
  worstState,
} from '@app/domain/status-pages';
import { formatDuration, formatPercent, formatZoned } from '@app/domain/words';
import { type Markup, markup } from '@app/notifications';
import { STATUS_STYLE } from './status-style.ts';

const words = publicWords();

/** A point in time for people and for programs. */
type Moment = (at: Date) => Markup;

/**
 * Returns a status page as HTML: one document without scripts that says in words whatever it shows in colours. All text is
 * escaped, whoever wrote it.
 */
export function statusPageHtml(status: PublicStatus): string {
  const { page, at, timeZone, targets, leftOut, open, past, maintenance } = status;
  const counts = stateCounts(targets);
  const headline = words.headline(counts);
  const moment: Moment = (when) =>
    markup`<time datetime="${when.toISOString()}">${formatZoned(when, timeZone)}</time>`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${page.title}: ${headline}</title>
<link rel="alternate" type="application/atom+xml" title="${words.feed}" href="/status/${page.slug}/feed.atom">
<style>${STATUS_STYLE}</style>
</head>
<body>
<main>
<header>${page.logo !== null && markup`<img src="${page.logo}" alt="">`}<h1>${page.title}</h1></header>
<p class="sum ${worstState(counts)}">${headline}</p>
<p class="soft">${words.asOf} ${moment(at)}. ${words.reload}</p>
${page.notice !== null && markup`<p class="note">${page.notice}</p>`}
${section(words.open, open, (one) => outage(one, at, moment))}
${section(words.maintenance, maintenance, (one) => planned(one, moment))}
${section(words.services, targets, service)}
${leftOut > 0 && markup`<p class="soft">${words.leftOut(leftOut)}</p>`}
<h2>${words.history(SHOWN_DAYS)}</h2>
${past.length === 0 ? markup`<p class="soft">${words.noHistory}</p>` : list(past, (one) => outage(one, at, moment))}
</main>
<footer>
<p>${words.method(timeZone)}</p>
<p><a href="/status/${page.slug}/feed.atom">${words.feed}</a></p>
</footer>
</body>
</html>
`.text;
}

const list = <T>(items: readonly T[], show: (item: T) => Markup): Markup =>
  markup`<ul>${items.map((item) => markup`<li>${show(item)}</li>\n`)}</ul>`;

const section = <T>(
  title: string,
  items: readonly T[],
  show: (item: T) => Markup,
): Markup | null => (items.length === 0 ? null : markup`<h2>${title}</h2>\n${list(items, show)}`);

function outage({ target, since, endedAt, note }: PublicOutage, at: Date, moment: Moment): Markup {
  const name = publicNameOf(target);
  const length = formatDuration((endedAt ?? at).getTime() - since.getTime());
  return markup`<h3>${endedAt ? words.wasDown(name) : words.isDown(name)}</h3>
<p>${
    endedAt
      ? markup`${moment(since)} ${words.to} ${moment(endedAt)} (${length})`
      : markup`${words.since} ${moment(since)} (${length})`
  }</p>
${note && markup`<p class="note">${note.text}</p>\n<p class="soft">${words.saidAt} ${moment(note.at)}</p>`}`;
}

const planned = (
  { name, from, to, isNow, targets }: PublicMaintenance,
  moment: Moment,
): Markup => markup`<h3>${name ?? words.maintenance}</h3>
<p>${isNow && markup`<strong>${words.now}</strong> `}${moment(from)} ${words.to} ${moment(to)}</p>
<p class="soft">${targets ? targets.map((target) => publicNameOf(target)).join(', ') : words.ofAll}</p>`;

const service = (target: PublicTarget): Markup => markup`<div class="row">
<h3>${publicNameOf(target)}</h3>
<span class="state ${target.state}">${words.states[target.state]}</span>
</div>
${bars(target)}
<div class="row soft"><span>${words.daysAgo(SHOWN_DAYS - 1)}</span>
<span>${target.uptime === null ? words.notMeasured : words.uptime(formatPercent(target.uptime))}</span>
<span>${words.today}</span></div>`;

/** Width of a day, and height of the bars, in units of the drawing. */
const STEP = 4;
const HEIGHT = 32;

/** One bar a day. Days on which nothing happened share a line of the drawing; of all others the browser says which they are. */
function bars({ uptime, days }: PublicTarget): Markup {
  const down = days.filter(({ downSeconds }) => downSeconds > 0).length;
  const label = [
    words.bars(days.length),
    ...(uptime === null ? [] : [words.uptime(formatPercent(uptime))]),
    words.daysDown(down),
  ].join(', ');
  const line = (i: number): string => `M${i * STEP + STEP / 2} 0v${HEIGHT}`;
  const quiet = (['good', 'none'] as const).map((tone) => ({
    tone,
    d: days.map((day, i) => (day.tone === tone ? line(i) : '')).join(''),
  }));
  return markup`<svg viewBox="0 0 ${days.length * STEP} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}">${quiet
    .filter(({ d }) => d !== '')
    .map(({ tone, d }) => markup`<path class="${tone}" d="${d}"/>`)}${days.map(
    (day, i) =>
      day.downSeconds > 0 &&
      markup`<path class="${day.tone}" d="${line(i)}"><title>${words.dayDown(day.day, formatDuration(day.downSeconds * 1_000))}</title></path>`,
  )}</svg>`;
}

/** What people see where there is no page, or none any more. */
export const missingPageHtml = (): string =>
  markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${words.missing}</title>
<style>${STATUS_STYLE}</style>
</head>
<body>
<main><header><h1>${words.missing}</h1></header>
<p>${words.missingHint}</p></main>
</body>
</html>
`.text;
