import type { Routes } from '@angular/router';
import { askBeforeLeaving } from './shared/actions/unsaved-edits';
import { shellWords } from './shared/words/shell';

export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: shellWords.overview,
    loadComponent: async () => (await import('./overview/overview-page')).OverviewPage,
  },
  {
    path: 'add',
    title: shellWords.add,
    canDeactivate: [askBeforeLeaving],
    loadComponent: async () => (await import('./add/add-page')).AddPage,
  },
  {
    path: 'import',
    title: shellWords.import,
    loadComponent: async () => (await import('./import/import-page')).ImportPage,
  },
  {
    path: 'targets/:id',
    loadComponent: async () => (await import('./target/target-page')).TargetPage,
  },
  {
    path: 'targets/:id/settings',
    canDeactivate: [askBeforeLeaving],
    loadComponent: async () => (await import('./target/settings-page')).SettingsPage,
  },
  {
    path: 'alerts',
    title: shellWords.alerts,
    loadComponent: async () => (await import('./alerts/alerts-page')).AlertsPage,
  },
  {
    path: 'alerts/:id',
    loadComponent: async () => (await import('./alerts/alert-page')).AlertPage,
  },
  {
    path: 'expiring',
    title: shellWords.expiring,
    loadComponent: async () => (await import('./expiring/expiring-page')).ExpiringPage,
  },
  {
    path: 'channels',
    title: shellWords.channels,
    loadComponent: async () => (await import('./channels/channels-page')).ChannelsPage,
  },
  {
    path: 'inbox',
    title: shellWords.inbox,
    loadComponent: async () => (await import('./inbox/inbox-page')).InboxPage,
  },
  {
    path: 'system',
    title: shellWords.system,
    loadComponent: async () => (await import('./system/system-page')).SystemPage,
  },
  {
    path: 'settings',
    title: shellWords.settings,
    canDeactivate: [askBeforeLeaving],
    loadComponent: async () => (await import('./settings/settings-page')).InstallationPage,
  },
  {
    path: '**',
    title: shellWords.notFound,
    loadComponent: async () => (await import('./shell/not-found-page')).NotFoundPage,
  },
];
