import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AuditEntry } from '@app/domain/audit';
import { Timestamp } from '../../shared/ui/timestamp';
import { auditWords } from '../../shared/words/audit';
import { auditRow } from '../data/audit-rows';

/** Who changed what, the newest first. */
@Component({
  selector: 'app-audit-list',
  imports: [RouterLink, Timestamp],
  templateUrl: './audit-list.html',
  styleUrl: './audit-list.scss',
})
export class AuditList {
  readonly entries = input.required<readonly AuditEntry[]>();
  protected readonly words = auditWords;
  protected readonly rows = computed(() => this.entries().map(auditRow));
}
