import { Service, signal } from '@angular/core';

/** How far somebody has come with the first minute. */
export interface FirstStep {
  readonly at: 'tell' | 'outage';
  /** A target that was added, to be told of. */
  readonly targetId: string;
  readonly targetName: string;
  /** How many were. */
  readonly count: number;
  readonly channelId?: string;
}

const KEY = 'first-step';

/** Keeps what the first minute has come to while its tab is open, also over other pages and a reload. */
@Service()
export class FirstSteps {
  readonly #step = signal(stored());
  /** Null before anything was added, and once it is over. */
  readonly step = this.#step.asReadonly();

  go(step: FirstStep | null): void {
    this.#step.set(step);
    try {
      if (step) sessionStorage.setItem(KEY, JSON.stringify(step));
      else sessionStorage.removeItem(KEY);
    } catch {
      // A browser may keep nothing for us: then it lasts until the page is closed.
    }
  }
}

function stored(): FirstStep | null {
  try {
    const text = sessionStorage.getItem(KEY);
    const step = text === null ? null : (JSON.parse(text) as Partial<FirstStep> | null);
    const isWhole = typeof step?.targetId === 'string' && typeof step.targetName === 'string';
    return isWhole && (step.at === 'tell' || step.at === 'outage')
      ? ({ count: 1, ...step } as FirstStep)
      : null;
  } catch {
    return null;
  }
}
