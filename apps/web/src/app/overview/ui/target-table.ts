import { Component, input, output } from '@angular/core';
import type { Target } from '@app/domain';
import type { TargetAction } from '../../shared/ui/target-menu';
import { overviewWords } from '../../shared/words/overview';
import { TargetRow } from './target-row';

export interface TargetDeed {
  action: TargetAction;
  target: Target;
}

/** All targets: one table on a desk, cards on a phone. Roles are said, because cards lose the table's own. */
@Component({
  selector: 'app-target-table',
  imports: [TargetRow],
  template: `
    <table
      class="table"
      role="table"
      [attr.aria-label]="words.list"
      (pointerenter)="hold.emit(true)"
      (pointerleave)="hold.emit(false)"
    >
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" class="status">{{ words.columns.status }}</th>
          <th role="columnheader" scope="col">{{ words.columns.name }}</th>
          <th role="columnheader" scope="col" class="day">{{ words.columns.day }}</th>
          <th role="columnheader" scope="col" class="figure">{{ words.columns.response }}</th>
          <th role="columnheader" scope="col" class="figure">{{ words.columns.uptime }}</th>
          <th role="columnheader" scope="col" class="menu">
            <span class="unseen">{{ words.columns.menu }}</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        @for (target of targets(); track target.id) {
          <tr
            app-target-row
            [target]="target"
            [flash]="target.status"
            (act)="act.emit({ action: $event, target })"
            (pickTag)="pickTag.emit($event)"
          ></tr>
        }
      </tbody>
    </table>
  `,
  styleUrl: './target-table.scss',
  host: { class: 'panel' },
})
export class TargetTable {
  readonly targets = input.required<readonly Target[]>();
  readonly hold = output<boolean>();
  readonly act = output<TargetDeed>();
  readonly pickTag = output<string>();

  protected readonly words = overviewWords;
}
