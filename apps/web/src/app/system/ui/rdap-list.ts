import { Component, input } from '@angular/core';
import type { RdapListReport } from '@app/domain';
import { systemWords } from '../../shared/words/system';

/** Which list of RDAP services is in use, and how old it is. */
@Component({
  selector: 'app-rdap-list',
  template: `
    <h2>{{ words.registries }}</h2>
    <p class="wrap-anywhere">{{ words.rdapList }} {{ report().detail }}</p>
  `,
  styles: `
    :host {
      display: block;
      margin-top: 16px;
      padding: 12px 16px 16px;
    }
  `,
  host: { class: 'panel' },
})
export class RdapList {
  readonly report = input.required<RdapListReport>();
  protected readonly words = systemWords;
}
