import { Component, computed, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { guardTab, type HoldsEdits } from '../shared/actions/unsaved-edits';
import { Anchor } from '../shared/ui/anchor';
import { settingsWords } from '../shared/words/settings';
import { AlertingSection } from './alerting-section';
import { AppearanceSection } from './appearance-section';
import { MaintenanceSection } from './maintenance-section';
import { MutesSection } from './mutes-section';
import { RecordsSection } from './records-section';
import { ReportsSection } from './reports/reports-section';
import { StatusPagesSection } from './status-pages/status-pages-section';
import { TransferSection } from './transfer-section';

/** The settings of the whole installation, in sections that can be linked to. */
@Component({
  selector: 'app-installation-page',
  imports: [
    AlertingSection,
    Anchor,
    AppearanceSection,
    MaintenanceSection,
    MutesSection,
    RecordsSection,
    ReportsSection,
    RouterLink,
    StatusPagesSection,
    TransferSection,
  ],
  templateUrl: './settings-page.html',
  styleUrl: './settings-page.scss',
  host: { class: 'page' },
})
export class InstallationPage implements HoldsEdits {
  protected readonly words = settingsWords;
  protected readonly sections = [
    { place: 'alerting', word: settingsWords.alerting },
    { place: 'mutes', word: settingsWords.mutes },
    { place: 'maintenance', word: settingsWords.maintenance },
    { place: 'status-pages', word: settingsWords.statusPages },
    { place: 'reports', word: settingsWords.reports },
    { place: 'records', word: settingsWords.records },
    { place: 'transfer', word: settingsWords.transfer },
    { place: 'appearance', word: settingsWords.appearance },
  ];
  protected readonly alerting = viewChild(AlertingSection);
  protected readonly records = viewChild(RecordsSection);
  readonly hasEdits = computed(
    () => (this.alerting()?.hasEdits() ?? false) || (this.records()?.hasEdits() ?? false),
  );

  constructor() {
    guardTab(this.hasEdits);
  }
}
