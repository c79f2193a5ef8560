import { Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { DeadLetter } from '@app/domain';
import { Timestamp } from '../../shared/ui/timestamp';
import { deadLetterWords } from '../../shared/words/dead-letters';

/** Jobs that failed for good, with what they were about and why they failed. */
@Component({
  selector: 'app-dead-letter-list',
  imports: [MatButton, Timestamp, RouterLink],
  templateUrl: './dead-letter-list.html',
  styleUrl: './dead-letter-list.scss',
})
export class DeadLetterList {
  readonly letters = input.required<readonly DeadLetter[]>();
  readonly redrive = output<DeadLetter>();

  protected readonly words = deadLetterWords;
  protected readonly rows = computed(() =>
    this.letters().map((letter) => {
      const { targetId, ...rest } = letter.payload;
      return {
        letter,
        job: deadLetterWords.job(letter.queue),
        targetId: targetId ?? null,
        payload: Object.entries(rest).map(([name, id]) => `${name} ${String(id)}`),
      };
    }),
  );
}
