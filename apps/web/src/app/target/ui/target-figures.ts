import { Component, computed, inject, input } from '@angular/core';
import type { ExpiryItem, Target } from '@app/domain';
import { Clock } from '../../shared/data/clock';
import { type ExpiryTone, expiryTone, isLost } from '../../shared/util/expiry-tone';
import {
  formatDuration,
  formatInterval,
  formatLatency,
  formatPercent,
  formatRelative,
} from '../../shared/util/figures';
import { expiryWords } from '../../shared/words/expiry';
import { sharedWords } from '../../shared/words/shared';
import { targetWords } from '../../shared/words/target';

interface Figure {
  label: string;
  value: string;
  tone?: ExpiryTone;
}

/** The numbers of a target that matter now. */
@Component({
  selector: 'app-target-figures',
  template: `
    <dl>
      @for (figure of figures(); track figure.label) {
        <div>
          <dt>{{ figure.label }}</dt>
          <dd [class]="figure.tone">{{ figure.value }}</dd>
        </div>
      }
    </dl>
  `,
  styles: `
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: 16px 32px;
      margin: 0;
      padding: 16px;
    }
    dt {
      color: var(--ink-soft);
      font-size: 12px;
      line-height: 16px;
    }
    dd {
      margin: 0;
      font-size: 18px;
      line-height: 26px;
      font-weight: 600;
      white-space: nowrap;
    }
    .up {
      color: inherit;
    }
  `,
  host: { class: 'panel' },
})
export class TargetFigures {
  readonly target = input.required<Target>();

  readonly #clock = inject(Clock);
  protected readonly figures = computed(() => {
    const {
      lastCheck,
      uptime24h,
      unknownSeconds24h,
      intervalSeconds,
      certificate,
      domain,
      thresholds,
    } = this.target();
    const latency = lastCheck?.latencyMs ?? null;
    const now = this.#clock.now();
    return [
      figure(targetWords.lastResponse, latency, formatLatency),
      figure(targetWords.uptime, uptime24h, formatPercent),
      ...noData(unknownSeconds24h),
      figure(targetWords.lastCheck, lastCheck?.at ?? null, (at) => formatRelative(at, now)),
      { label: targetWords.nextCheck, value: this.#next(now) },
      { label: targetWords.interval, value: formatInterval(intervalSeconds) },
      ...expiry('certificate', certificate?.daysLeft ?? null, (days) =>
        expiryTone(days, certificate?.thresholdDays ?? thresholds.certificateDays),
      ),
      ...expiry('domain', domain?.daysLeft ?? null, (days) =>
        isLost(domain?.standing) ? 'down' : expiryTone(days, thresholds.domainDays),
      ),
    ];
  });

  #next(now: Date): string {
    const { status, nextCheckAt } = this.target();
    if (status === 'paused' || !nextCheckAt) return targetWords.nextCheckNone;
    const wait = nextCheckAt.getTime() - now.getTime();
    return wait < 1_000 ? targetWords.nextCheckDue : `in ${formatDuration(wait)}`;
  }
}

const figure = <T>(label: string, value: T | null, format: (value: T) => string): Figure => ({
  label,
  value: value === null ? sharedWords.none : format(value),
});

/** Time that is in no part of the uptime; a target that was watched all day long has none. */
const noData = (seconds: number): Figure[] =>
  seconds === 0
    ? []
    : [
        {
          label: targetWords.noData,
          value: targetWords.noDataFor(formatDuration(seconds * 1_000)),
        },
      ];

const expiry = (
  kind: ExpiryItem['kind'],
  days: number | null,
  toneOf: (days: number) => ExpiryTone,
): Figure[] =>
  days === null
    ? []
    : [{ label: expiryWords.kinds[kind], value: expiryWords.left(days), tone: toneOf(days) }];
