import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { MatAnchor, MatButton } from '@angular/material/button';
import { MatExpansionModule } from '@angular/material/expansion';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router, RouterLink } from '@angular/router';
import { heedsSetting, kindOfUrl, type Target, urlOfDomain } from '@app/domain';
import { Api } from '../shared/data/api';
import { policyRules } from '../shared/data/alert-rules';
import { channelList } from '../shared/data/channel-list';
import { asRefusal, type Refusal } from '../shared/data/refusal';
import { fieldError } from '../shared/form/field-error';
import { guardTab, type HoldsEdits } from '../shared/actions/unsaved-edits';
import { TextField } from '../shared/form/text-field';
import { AlertingFields } from '../shared/target-form/alerting-fields';
import { BasicFields } from '../shared/target-form/basic-fields';
import { blankDraft } from '../shared/target-form/draft';
import { DnsFields } from '../shared/target-form/dns-fields';
import { ExpectFields } from '../shared/target-form/expect-fields';
import { RequestFields } from '../shared/target-form/request-fields';
import { judgedSettings, probeInputOf, targetForm } from '../shared/target-form/target-form';
import { ThresholdFields } from '../shared/target-form/threshold-fields';
import { addWords } from '../shared/words/add';
import { formWords } from '../shared/words/form';
import { bareDomain } from './bare-domain';
import { ProbeVerdict } from './probe-verdict';
import { isWholeAddress, meantAddresses } from './meant-addresses';
import { Prober, type Trial } from './prober';
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
  protected readonly isAdding = signal(false);
  readonly #isAdded = signal(false);
  readonly hasEdits = computed(() => !this.#isAdded() && this.#draft().url.trim() !== '');
  /** The address is watched already, perhaps as a target that is there to be shown. */
  protected readonly known = signal<{ target: Refusal['target'] } | null>(null);
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

  /** How the address is tried: as it will be checked, as far as that is decided. */
  readonly #probeInput = computed(
    () => {
      const { request, expect, thresholds } = this.#draft();
      return probeInputOf({ request, expect, thresholds });
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );

  constructor() {
    guardTab(this.hasEdits);
    // Other settings ask for another verdict.
    effect(() => {
      this.#probeInput();
      untracked(() => {
        if (this.verdict().state !== 'none') this.typeUrl(this.#draft().url);
      });
    });
  }

  /** While the address is typed: a name is suggested, and the address is tried soon. */
  protected typeUrl(url: string): void {
    const { name } = this.#draft();
    this.known.set(null);
    this.#prober.probeSoon(isWholeAddress(url) ? this.#trialOf(url) : { urls: [] });
    if (name !== '' && name !== this.#suggested) return;
    this.#suggested = suggestName(url);
    this.form.name().value.set(this.#suggested);
  }

  /** Tries the address at once, and writes down which one was meant. */
  protected async leaveUrl(): Promise<void> {
    const typed = this.#draft().url;
    const meant = await this.#meant(typed);
    if (meant !== typed.trim() && this.#draft().url === typed) this.form.url().value.set(meant);
  }

  /** The address that somebody means: the one that answers, where there are several. */
  async #meant(text: string): Promise<string> {
    const typed = text.trim();
    const [likeliest = typed, other] = meantAddresses(typed);
    const verdict = await this.#prober.probe(this.#trialOf(typed));
    if (other === undefined) return typed;
    return verdict.state === 'found' ? verdict.url : likeliest;
  }

  /** What is tried of a text: a domain answers nothing. */
  #trialOf(text: string): Trial {
    if (kindOfUrl(text.trim()) === 'domain') return { urls: [] };
    return { urls: meantAddresses(text), input: this.#probeInput() };
  }

  protected heeds(group: 'request' | 'expect'): boolean {
    return heedsSetting(this.kind(), group);
  }

  /** The domain is meant, and not the web site that its name stands for, too. */
  protected watchDomain(name: string): void {
    const url = urlOfDomain(name.replace(/^www\./, ''));
    this.form.url().value.set(url);
    this.typeUrl(url);
  }

  protected async add(event: Event, allowDuplicate = false): Promise<void> {
    event.preventDefault();
    if (this.isAdding()) return;
    this.isAdding.set(true);
    try {
      // Which of several addresses is meant has to be known.
      if (meantAddresses(this.#draft().url).length > 1) await this.leaveUrl();
      await this.#add(allowDuplicate);
    } finally {
      this.isAdding.set(false);
    }
  }

  async #add(allowDuplicate: boolean): Promise<void> {
    let added: Target | undefined;
    await this.#judged.send(async (draft) => {
      const settings = judgedSettings(draft, { canOmitName: true });
      try {
        added = await this.#api.client.targets.create.mutate(
          allowDuplicate ? { ...settings, allowDuplicate } : settings,
        );
      } catch (error) {
        const { code, target } = asRefusal(error);
        this.known.set(code === 'CONFLICT' ? { target } : null);
        throw error;
      }
    });
    if (!added) return;
    this.#isAdded.set(true);
    this.#snackBar.open(addWords.added(added.name));
    await this.#router.navigate(['/targets', added.id]);
  }
}
