import { ViewportScroller } from '@angular/common';
import { Component, inject, Injector } from '@angular/core';
import { MatAnchor, MatIconAnchor, MatIconButton } from '@angular/material/button';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Dialogs } from '../shared/actions/dialogs';
import { Unread } from '../shared/data/unread';
import { Icon } from '../shared/ui/icon';
import type { IconName } from '../shared/ui/icons';
import { sharedWords } from '../shared/words/shared';
import { shellWords } from '../shared/words/shell';
import { ConnectionBar } from './connection-bar';
import type { Shortcuts } from './shortcuts';
import { SystemBanner } from './system-banner';

/** Height of the header and some air, in pixels. */
const HEADER_PX = 72;

interface Place {
  path: string;
  label: string;
  icon: IconName;
}

/** The frame around every page: where one can go, the bell, and the state of the connection. */
@Component({
  selector: 'app-shell',
  imports: [
    ConnectionBar,
    Icon,
    MatAnchor,
    MatIconAnchor,
    MatIconButton,
    MatTooltip,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    SystemBanner,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
})
export class Shell {
  readonly #dialogs = inject(Dialogs);
  readonly #injector = inject(Injector);

  constructor() {
    // Nobody needs it to see the first page; it is there before a server can be away.
    this.#shortcuts().catch(() => undefined);
    // Places of a page that an address names lie below the header.
    inject(ViewportScroller).setOffset([0, HEADER_PX]);
  }

  protected readonly unread = inject(Unread).count;
  protected readonly words = shellWords;
  protected readonly product = sharedWords.product;
  protected readonly places: readonly Place[] = [
    { path: '/', label: shellWords.overview, icon: 'list' },
    { path: '/alerts', label: shellWords.alerts, icon: 'alert' },
    { path: '/expiring', label: shellWords.expiring, icon: 'calendar' },
    { path: '/channels', label: shellWords.channels, icon: 'send' },
    { path: '/system', label: shellWords.system, icon: 'system' },
  ];

  protected skip(event: Event, main: HTMLElement): void {
    event.preventDefault();
    main.focus();
  }

  protected async help(): Promise<void> {
    await (await this.#shortcuts()).help();
  }

  async #shortcuts(): Promise<Shortcuts> {
    const { startLater } = await this.#dialogs.load(() => import('./later'));
    return startLater(this.#injector).shortcuts;
  }
}
