import { Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import type { Target } from '@app/domain';
import { overviewWords } from '../words/overview';
import { targetActionWords } from '../words/target-actions';
import { Icon } from './icon';

export type TargetAction = 'check' | 'pause' | 'resume' | 'remove' | 'mute' | 'unmute' | 'maintain';

/** What one can do with a target, behind one button. */
@Component({
  selector: 'app-target-menu',
  imports: [Icon, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger, RouterLink],
  template: `
    <button matIconButton type="button" [matMenuTriggerFor]="menu" [attr.aria-label]="label()">
      <app-icon name="more" />
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      @if (isPaused()) {
        <button mat-menu-item type="button" (click)="act.emit('resume')">{{ words.resume }}</button>
      } @else {
        <button mat-menu-item type="button" (click)="act.emit('check')">
          {{ target().kind === 'domain' ? words.lookUpNow : words.checkNow }}
        </button>
        <button mat-menu-item type="button" (click)="act.emit('pause')">{{ words.pause }}</button>
      }
      @if (target().mutedBy?.scope === 'target') {
        <button mat-menu-item type="button" (click)="act.emit('unmute')">{{ words.unmute }}</button>
      } @else {
        <button mat-menu-item type="button" (click)="act.emit('mute')">{{ words.mute }}…</button>
      }
      <button mat-menu-item type="button" (click)="act.emit('maintain')">
        {{ words.maintain }}…
      </button>
      <a mat-menu-item [routerLink]="['/targets', target().id, 'settings']">{{ words.settings }}</a>
      <button mat-menu-item type="button" (click)="act.emit('remove')">{{ words.remove }}…</button>
    </mat-menu>
  `,
})
export class TargetMenu {
  readonly target = input.required<Pick<Target, 'id' | 'kind' | 'name' | 'status' | 'mutedBy'>>();
  readonly act = output<TargetAction>();

  protected readonly words = targetActionWords;
  protected readonly isPaused = computed(() => this.target().status === 'paused');
  protected readonly label = computed(() => overviewWords.menuOf(this.target().name));
}
