import {
  type ApplicationConfig,
  inject,
  Injector,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import {
  provideRouter,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
  withPreloading,
} from '@angular/router';
import { routes } from './app.routes';
import { IdlePages } from './shell/idle-pages';
import { PageTitle } from './shell/page-title';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withPreloading(IdlePages),
      withNavigationErrorHandler(({ error, url }) => {
        console.error(error);
        const injector = inject(Injector);
        import('./shell/later')
          .then(({ startLater }) => startLater(injector).lostPage.report(url))
          .catch(() => undefined);
      }),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
    ),
    { provide: TitleStrategy, useExisting: PageTitle },
  ],
};
