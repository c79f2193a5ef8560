import { Component, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Icon } from '../../shared/ui/icon';
import { type BulkKind, bulkWords } from '../../shared/words/bulk';

const KINDS: readonly BulkKind[] = [
  'check',
  'pause',
  'resume',
  'change',
  'mute',
  'maintain',
  'remove',
];

/** What can be done to the chosen targets; over the list, which stays where it is. */
@Component({
  selector: 'app-selection-bar',
  imports: [Icon, MatButton, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger],
  template: `
    <span class="count" role="status">{{ words.chosen(count()) }}</span>
    @if (count() < all()) {
      <button matButton type="button" (click)="chooseAll.emit()">{{ words.allOf(all()) }}</button>
    }
    <span class="kinds">
      @for (kind of kinds; track kind) {
        <button matButton type="button" (click)="act.emit(kind)">{{ verb(kind) }}</button>
      }
    </span>
    <button class="menu" matButton="filled" type="button" [matMenuTriggerFor]="menu">
      {{ words.actions }} <app-icon name="chevron" iconPositionEnd />
    </button>
    <mat-menu #menu="matMenu" yPosition="above">
      @for (kind of kinds; track kind) {
        <button mat-menu-item type="button" (click)="act.emit(kind)">{{ verb(kind) }}</button>
      }
    </mat-menu>
    <button matIconButton type="button" [attr.aria-label]="words.clear" (click)="clear.emit()">
      <app-icon name="close" />
    </button>
  `,
  styles: `
    :host {
      position: fixed;
      inset: auto 16px 24px;
      z-index: 8;
      display: flex;
      align-items: center;
      gap: 8px;
      width: fit-content;
      padding: 8px 8px 8px 20px;
      margin-inline: auto;
      border: 1px solid var(--line);
      border-radius: 12px;
      background: var(--surface);
      box-shadow: 0 4px 16px rgb(0 0 0 / 24%);
    }
    .count {
      font-weight: 600;
      white-space: nowrap;
    }
    .kinds {
      display: flex;
      flex-wrap: wrap;
    }
    .menu {
      display: none;
    }
    button {
      white-space: nowrap;
    }
    @media (max-width: 1000px) {
      :host {
        bottom: calc(68px + env(safe-area-inset-bottom));
      }
      .kinds {
        display: none;
      }
      .menu {
        display: inline-flex;
      }
    }
    @media (max-width: 480px) {
      :host {
        --mat-button-text-horizontal-padding: 8px;
        gap: 0;
        padding-inline: 12px 0;
      }
    }
  `,
  host: { role: 'toolbar', '[attr.aria-label]': 'words.toolbar' },
})
export class SelectionBar {
  readonly count = input.required<number>();
  /** How many targets the list has. */
  readonly all = input.required<number>();
  readonly act = output<BulkKind>();
  readonly chooseAll = output();
  readonly clear = output();

  protected readonly words = bulkWords;
  protected readonly kinds = KINDS;
  /** Each shows first what it changes. */
  protected readonly verb = (kind: BulkKind): string => `${bulkWords.verbs[kind]}…`;
}
