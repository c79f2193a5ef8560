import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ImportVerdict } from '@app/domain';
import { importWords } from '../shared/words/import';

/** What became of each line of a list, or would. */
@Component({
  selector: 'app-import-verdicts',
  imports: [RouterLink],
  template: `
    <table class="table" [attr.aria-label]="words.verdicts">
      <thead>
        <tr>
          <th scope="col" class="line">{{ words.columns.line }}</th>
          <th scope="col">{{ words.columns.entry }}</th>
          <th scope="col">{{ words.columns.outcome }}</th>
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track row.line) {
          <tr [class]="row.outcome">
            <td class="line">{{ row.line }}</td>
            <td class="wrap-anywhere">{{ row.input }}</td>
            <td class="wrap-anywhere">
              {{ row.result }}
              @if (row.id; as id) {
                <a [routerLink]="['/targets', id]">{{ row.name }}</a>
              } @else {
                {{ row.name }}
              }
              @if (row.tags) {
                <span class="soft">{{ words.tagged(row.tags) }}</span>
              }
            </td>
          </tr>
        }
      </tbody>
    </table>
  `,
  styles: `
    :host {
      display: block;
    }
    .line {
      width: 64px;
    }
    .invalid td {
      color: var(--down);
    }
  `,
  host: { class: 'panel' },
})
export class ImportVerdicts {
  readonly verdicts = input.required<readonly ImportVerdict[]>();

  protected readonly words = importWords;
  protected readonly rows = computed(() =>
    this.verdicts().map((verdict) => ({ ...verdict, ...resultOf(verdict) })),
  );
}

/** The last column: in words, and with the target that it is about. */
function resultOf(verdict: ImportVerdict): {
  result: string;
  id: string | null;
  name: string;
  tags: string;
} {
  if ('message' in verdict) return { result: verdict.message, id: null, name: '', tags: '' };
  const { id, name, url, tags = [] } = verdict.target;
  const result = `${importWords.outcomes[verdict.outcome]}:`;
  // Before it is added, its address is what there is to be judged; a name of its own beside it.
  const before = url.includes(name) ? url : `${name}, ${url}`;
  return { result, id, name: id === null ? before : name, tags: tags.join(', ') };
}
