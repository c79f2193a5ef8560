// First: schemas may be made as soon as anything else is loaded.
import './zod-without-eval';
import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { showTheme, storedTheme } from './app/shared/util/theme';

// Before anything is drawn.
showTheme(document, storedTheme());

bootstrapApplication(App, appConfig).catch((error: unknown) => {
  console.error(error);
});
