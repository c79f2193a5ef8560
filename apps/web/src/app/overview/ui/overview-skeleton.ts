import { Component } from '@angular/core';
import { sharedWords } from '../../shared/words/shared';

const ROWS = 9;

/** The shape of the page, in grey, until all of it is known. */
@Component({
  selector: 'app-overview-skeleton',
  template: `
    <span class="unseen">{{ words.loading }}</span>
    <div class="filter"><span></span><span></span><span></span></div>
    <div class="panel">
      @for (row of rows; track row) {
        <div class="row"><span class="mark"></span><span class="name"></span><span></span></div>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    span:not(.unseen) {
      height: 16px;
      border-radius: 4px;
      background: var(--line);
      opacity: 0.6;
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        opacity: 0.3;
      }
    }
    .filter {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 16px;
      min-height: 40px;
      margin-bottom: 16px;
    }
    .filter > span {
      flex: 0 1 96px;
      height: 40px;
      border-radius: 6px;
    }
    .filter > span:first-child {
      flex-basis: 320px;
    }
    .row {
      display: grid;
      grid-template-columns: 88px minmax(0, 1fr) 160px;
      align-items: center;
      gap: 24px;
      height: 52px;
      padding: 0 16px;
    }
    .row + .row {
      border-top: 1px solid var(--line);
    }
    .name {
      max-width: 320px;
    }
    @media (max-width: 700px) {
      .filter > span:first-child {
        flex-basis: 100%;
      }
      .row {
        grid-template-columns: 88px minmax(0, 1fr);
        height: 104px;
      }
      .name {
        display: none;
      }
    }
  `,
  host: { role: 'status' },
})
export class OverviewSkeleton {
  protected readonly words = sharedWords;
  protected readonly rows = Array.from({ length: ROWS }, (_, row) => row);
}
