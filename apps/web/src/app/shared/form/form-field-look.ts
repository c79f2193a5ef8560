import type { ValueProvider } from '@angular/core';
import {
  MAT_FORM_FIELD_DEFAULT_OPTIONS,
  type MatFormFieldDefaultOptions,
} from '@angular/material/form-field';

/**
 * How fields look: provided by each component that has some, because a provider of the whole app would bring the code
 * of forms to pages without any.
 */
export const FORM_FIELD_LOOK: ValueProvider = {
  provide: MAT_FORM_FIELD_DEFAULT_OPTIONS,
  useValue: {
    appearance: 'outline',
    subscriptSizing: 'dynamic',
  } satisfies MatFormFieldDefaultOptions,
};
