import { Component, computed, inject, signal } from '@angular/core';
import { MatAnchor, MatButton } from '@angular/material/button';
import { MatExpansionModule } from '@angular/material/expansion';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router, RouterLink } from '@angular/router';
import { heedsSetting, kindOfUrl, type Target, urlOfDomain } from '@app/domain';
import { Api } from '../shared/data/api';
import { policyRules } from '../shared/data/alert-rules';
import { channelList } from '../shared/data/channel-list';
import { asRefusal } from '../shared/data/refusal';
import { fieldError } from '../shared/form/field-error';
import { guardTab, type HoldsEdits } from '../shared/actions/unsaved-edits';
import { TextField } from '../shared/form/text-field';
import { AlertingFields } from '../shared/target-form/alerting-fields';
import { BasicFields } from '../shared/target-form/basic-fields';
import { blankDraft } from '../shared/target-form/draft';
import { DnsFields } from '../shared/target-form/dns-fields';
import { ExpectFields } from '../shared/target-form/expect-fields';
import { RequestFields } from '../shared/target-form/request-fields';
import { judgedSettings, targetForm } from '../shared/target-form/target-form';
import { ThresholdFields } from '../shared/target-form/threshold-fields';
import { addWords } from '../shared/words/add';
import { formWords } from '../shared/words/form';
import { bareDomain } from './bare-domain';
import { ProbeVerdict } from './probe-verdict';
import { Prober } from './prober';
import { suggestName } from './suggest-name';

@Component({
  selector: 'app-add-page',
  imports: [
    AlertingFields,
    BasicFields,
    DnsFields,
    ExpectFields,
    MatAnchor,
    MatButton,
    MatExpansionModule,
    ProbeVerdict,
    RequestFields,
    RouterLink,
    TextField,
    ThresholdFields,
  ],
  templateUrl: './add-page.html',
  styleUrl: './add-page.scss',
  host: { class: 'page' },
})
export class AddPage implements HoldsEdits {
  readonly #api = inject(Api);
  readonly #router = inject(Router);
  readonly #snackBar = inject(MatSnackBar);
  readonly #draft = signal(blankDraft());
  readonly #judged = targetForm(this.#draft, { canOmitName: true });
  readonly #prober = new Prober();
  #suggested = '';

  protected readonly words = addWords;
  protected readonly labels = formWords;
  protected readonly fieldError = fieldError;
  protected readonly form = this.#judged.fields;
  protected readonly channels = channelList();
  protected readonly policies = policyRules();
  protected readonly verdict = this.#prober.verdict;
  readonly #isAdded = signal(false);
  readonly hasEdits = computed(() => !this.#isAdded() && this.#draft().url.trim() !== '');
  protected readonly isKnown = signal(false);
  /** What the address stands for as far as it is typed; settings that mean nothing for it are not shown. */
  protected readonly kind = computed(() => kindOfUrl(this.#draft().url.trim()));
  protected readonly isDomain = computed(() => this.kind() === 'domain');
  /** What was typed may mean the web site or the domain. */
  protected readonly bare = computed(() => bareDomain(this.#draft().url));
  protected readonly defaults = computed(() => {
    if (this.isDomain()) return addWords.defaultsOfDomain(this.#draft());
    const { intervalSeconds, request, expect, thresholds, alerting } = this.#draft();
    return addWords.defaults({
      intervalSeconds,
      method: request.method,
      status: expect.status,
      failuresToDown: thresholds.failuresToDown,
      hasOwnChannels: alerting.hasChannels,
    });
  });

  constructor() {
    guardTab(this.hasEdits);
  }

  /** While the address is typed: a name is suggested, and the address is tried soon. */
  protected typeUrl(url: string): void {
    const { name } = this.#draft();
    this.isKnown.set(false);
    this.#prober.probeSoon({ url: this.#probed(url) });
    if (name !== '' && name !== this.#suggested) return;
    this.#suggested = suggestName(url);
    this.form.name().value.set(this.#suggested);
  }

  protected leaveUrl(): void {
    void this.#prober.probe({ url: this.#probed(this.#draft().url) });
  }

  protected heeds(group: 'request' | 'expect'): boolean {
    return heedsSetting(this.kind(), group);
  }

  /** Says what a bare domain stands for. */
  protected choose(kind: 'http' | 'domain', name: string): void {
    const url = kind === 'http' ? `https://${name}/` : urlOfDomain(name.replace(/^www\./, ''));
    this.form.url().value.set(url);
    this.typeUrl(url);
    this.leaveUrl();
  }

  /** A domain answers nothing, whether it was chosen or is still to be. */
  #probed(url: string): string {
    return kindOfUrl(url.trim()) === 'domain' || bareDomain(url) !== null ? '' : url.trim();
  }

  protected async add(event: Event, allowDuplicate = false): Promise<void> {
    event.preventDefault();
    let added: Target | undefined;
    await this.#judged.send(async (draft) => {
      const settings = judgedSettings(draft, { canOmitName: true });
      try {
        added = await this.#api.client.targets.create.mutate(
          allowDuplicate ? { ...settings, allowDuplicate } : settings,
        );
      } catch (error) {
        this.isKnown.set(asRefusal(error).code === 'CONFLICT');
        throw error;
      }
    });
    if (!added) return;
    this.#isAdded.set(true);
    this.#snackBar.open(addWords.added(added.name));
    await this.#router.navigate(['/targets', added.id]);
  }
}
