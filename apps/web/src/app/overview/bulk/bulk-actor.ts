import { inject, Service, signal } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { BulkReport } from '@app/domain';
import { Dialogs } from '../../shared/actions/dialogs';
import { Silencer } from '../../shared/actions/silencer';
import { Api } from '../../shared/data/api';
import { asRefusal } from '../../shared/data/refusal';
import { type BulkKind, bulkWords } from '../../shared/words/bulk';
import { BulkDialog } from './bulk-dialog';
import { inCalls, MOST_AT_ONCE, sendBulk, undoSteps } from './send-bulk';

/** How long something can be undone, in milliseconds. */
const UNDO_MS = 10_000;

/** Does something to several targets: shows before what it changes, and takes it back for ten seconds. */
@Service()
export class BulkActor {
  readonly #api = inject(Api);
  readonly #dialogs = inject(Dialogs);
  readonly #silencer = inject(Silencer);
  readonly #snackBar = inject(MatSnackBar);
  readonly #leaving = signal<ReadonlySet<string>>(new Set());
  /** Those of them that the server has not removed yet. */
  readonly #unsent = new Set<string>();

  /** Targets that are removed unless somebody wants them back, and those that were: no list shows them again. */
  readonly leaving = this.#leaving.asReadonly();

  constructor() {
    // Whoever closes the page has not taken it back.
    addEventListener('pagehide', () => {
      removeWithoutWaiting([...this.#unsent]);
    });
  }

  /** True when something was done. */
  async act(kind: BulkKind, ids: readonly string[]): Promise<boolean> {
    if (ids.length > MOST_AT_ONCE) {
      this.#snackBar.open(bulkWords.tooMany(MOST_AT_ONCE));
      return false;
    }
    if (kind === 'maintain') return await this.#silencer.plan({ targetIds: ids });
    const channels = kind === 'change' ? await this.#channels() : [];
    const report = await this.#dialogs.ask(BulkDialog, { kind, ids, channels }, '608px');
    if (!report) return false;
    if (kind === 'remove') this.#removeSoon(report);
    else this.#offerUndo(kind, report);
    return true;
  }

  async #channels() {
    try {
      return (await this.#api.client.channels.list.query()).items;
    } catch {
      // The other settings can be changed all the same.
      return [];
    }
  }

  #offerUndo(kind: BulkKind, report: BulkReport): void {
    const steps = undoSteps(report);
    const text = bulkWords.done(kind, report.counts.done);
    if (steps.length === 0) {
      this.#snackBar.open(text);
      return;
    }
    this.#snackBar
      .open(text, bulkWords.undo, { duration: UNDO_MS })
      .onAction()
      .subscribe(() => void this.#undo(steps));
  }

  async #undo(steps: ReturnType<typeof undoSteps>): Promise<void> {
    try {
      const { counts } = await sendBulk(this.#api.client, steps);
      const left = counts.failed + counts.refused;
      this.#snackBar.open(bulkWords.undone(counts.done, left));
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
    }
  }

  /** What was removed cannot be brought back: so it is hidden, and removed once nobody can want it undone. */
  #removeSoon({ items, counts }: BulkReport): void {
    const ids = items.flatMap(({ id, outcome }) => (outcome === 'done' ? [id] : []));
    this.#leaving.update((others) => new Set([...others, ...ids]));
    for (const id of ids) this.#unsent.add(id);
    const snack = this.#snackBar.open(bulkWords.done('remove', counts.done), bulkWords.undo, {
      duration: UNDO_MS,
    });
    let isUndone = false;
    snack.onAction().subscribe(() => {
      isUndone = true;
    });
    snack.afterDismissed().subscribe(() => {
      if (isUndone) this.#keep(ids);
      else void this.#remove(ids);
    });
  }

  async #remove(ids: readonly string[]): Promise<void> {
    const gone = new Set<string>();
    try {
      const steps = [{ ids: [...ids], action: { do: 'remove' as const } }];
      const { items } = await sendBulk(this.#api.client, steps);
      for (const { id, outcome } of items) {
        if (outcome === 'done' || outcome === 'same') gone.add(id);
      }
      const left = ids.length - gone.size;
      if (left > 0) this.#snackBar.open(bulkWords.notDone(left));
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
    }
    for (const id of gone) this.#unsent.delete(id);
    this.#keep(ids.filter((id) => !gone.has(id)));
  }

  #keep(ids: readonly string[]): void {
    for (const id of ids) this.#unsent.delete(id);
    this.#leaving.update((all) => new Set([...all].filter((id) => !ids.includes(id))));
  }
}

/** Leaves requests behind that are sent also when the page is gone. */
function removeWithoutWaiting(ids: readonly string[]): void {
  for (const steps of inCalls([{ ids: [...ids], action: { do: 'remove' } }])) {
    const body = JSON.stringify({ json: { steps } });
    navigator.sendBeacon('/trpc/targets.bulk', new Blob([body], { type: 'application/json' }));
  }
}
