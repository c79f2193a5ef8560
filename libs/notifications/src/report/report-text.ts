import { type ReportView, reportWords } from '@app/domain/reports';
import { plainLine } from '@app/domain';
import { formatDuration, formatPercent, formatZoned } from '@app/domain/words';
import { budgetText, knownBudget, notYet, reportTitle, verdictText } from './report-html.ts';

const MAX_LINE = 300;

/** Returns a report as plain text, for mail programs that show no HTML. */
export function reportText(view: ReportView): string {
  const { total, targets, slaTarget, timeZone, footer } = view;
  const words = reportWords();
  const budget = knownBudget(total.budget);
  const percent = (value: number | null): string =>
    value === null ? words.notMeasured : formatPercent(value);
  const promised =
    slaTarget === null
      ? []
      : [`${words.target}: ${formatPercent(slaTarget)}, ${verdictText(total.budget)}`];
  return [
    reportTitle(view),
    ...(view.isRunning ? [words.running] : []),
    ...notYet(view),
    [
      `${words.availability}: ${percent(total.availability)}`,
      ...promised,
      ...(budget ? [`${words.budget}: ${budgetText(budget)}`] : []),
      `${words.outages}: ${total.outages}`,
      `${words.down}: ${formatDuration(total.downSeconds * 1_000)}`,
      `${words.uptime}: ${percent(total.uptime)}`,
    ].join('\n'),
    targets
      .map(
        ({ name, stats }) =>
          `${plainLine(name, MAX_LINE)}: ${percent(stats.availability)}, ${words.outages.toLowerCase()}: ${stats.outages}`,
      )
      .join('\n') || words.noServices,
    targets
      .flatMap(({ name, outages }) =>
        outages.map(
          ({ since, seconds, reason }) =>
            `${formatZoned(since, timeZone)} ${plainLine(name, MAX_LINE)}, ${formatDuration(seconds * 1_000)}: ${plainLine(reason, MAX_LINE)}`,
        ),
      )
      .join('\n') || words.noOutages,
    `${words.method}\n${words.methodLines(timeZone).join('\n')}`,
    ...(footer === null ? [] : [footer]),
  ]
    .join('\n\n')
    .concat('\n');
}
