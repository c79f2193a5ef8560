import type { Injector } from '@angular/core';
import { MAT_SNACK_BAR_DEFAULT_OPTIONS } from '@angular/material/snack-bar';
import { LostPage } from './lost-page';
import { PageFocus } from './page-focus';
import { Shortcuts } from './shortcuts';

/** How long a message in passing stays, in milliseconds. */
const MESSAGE_MS = 5_000;

/** What of the frame others ask for. */
interface Later {
  readonly shortcuts: Shortcuts;
  readonly lostPage: LostPage;
}

/** Starts what the frame needs a moment after the first page, from a script of its own; a second time changes nothing. */
export function startLater(injector: Injector): Later {
  // A provider would bring the whole snack bar into the first page.
  injector.get(MAT_SNACK_BAR_DEFAULT_OPTIONS).duration = MESSAGE_MS;
  injector.get(PageFocus);
  return { shortcuts: injector.get(Shortcuts), lostPage: injector.get(LostPage) };
}
