import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Anchor } from '../shared/ui/anchor';
import { settingsWords } from '../shared/words/settings';
import { MaintenanceSection } from './maintenance-section';
import { MutesSection } from './mutes-section';

/** The settings of the whole installation, in sections that can be linked to. */
@Component({
  selector: 'app-installation-page',
  imports: [Anchor, MaintenanceSection, MutesSection, RouterLink],
  templateUrl: './settings-page.html',
  styleUrl: './settings-page.scss',
  host: { class: 'page' },
})
export class InstallationPage {
  protected readonly words = settingsWords;
  protected readonly sections = [
    { place: 'mutes', word: settingsWords.mutes },
    { place: 'maintenance', word: settingsWords.maintenance },
  ];
}
