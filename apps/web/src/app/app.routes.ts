import type { Routes } from '@angular/router';
import { shellWords } from './shared/words/shell';

export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: shellWords.overview,
    loadComponent: async () => (await import('./overview/overview-page')).OverviewPage,
  },
  {
    path: 'targets/:id',
    loadComponent: async () => (await import('./target/target-page')).TargetPage,
  },
  {
    path: '**',
    title: shellWords.notFound,
    loadComponent: async () => (await import('./shell/not-found-page')).NotFoundPage,
  },
];
