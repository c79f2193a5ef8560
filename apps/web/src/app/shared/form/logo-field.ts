import { Component, computed, type ElementRef, input, viewChild } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { statusPageWords } from '../words/status-pages';
import { fieldError } from './field-error';

/** A logo that is uploaded, shown, and taken away again; the field holds it as an address. */
@Component({
  selector: 'app-logo-field',
  imports: [MatButton],
  template: `
    <div role="group" aria-labelledby="logo-label">
      <p id="logo-label">{{ words.logo }}</p>
      @if (isPicture()) {
        <img [src]="field()().value()" [alt]="words.ownLogo" />
      } @else if (field()().value()) {
        <p class="wrap-anywhere">{{ field()().value() }}</p>
      }
      <p class="buttons">
        <input
          #picker
          type="file"
          hidden
          accept="image/png,image/jpeg"
          (change)="take(picker.files)"
        />
        <button matButton="outlined" type="button" (click)="picker.click()">
          {{ words.chooseLogo }}
        </button>
        @if (field()().value()) {
          <button matButton type="button" (click)="put('')">{{ words.removeLogo }}</button>
        }
      </p>
      @if (fieldError(field()); as error) {
        <p class="error" role="alert">{{ error }}</p>
      } @else {
        <p class="soft">{{ words.logoHint }}</p>
      }
    </div>
  `,
  styles: `
    img {
      display: block;
      max-width: 100%;
      max-height: 48px;
      margin: 8px 0;
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin: 8px 0;
    }
    .soft,
    .error {
      font-size: 12px;
      line-height: 16px;
    }
  `,
})
export class LogoField {
  readonly field = input.required<FieldTree<string>>();

  protected readonly words = statusPageWords;
  protected readonly fieldError = fieldError;
  protected readonly isPicture = computed(() => this.field()().value().startsWith('data:image/'));
  protected readonly picker = viewChild.required<ElementRef<HTMLInputElement>>('picker');

  protected async take(files: FileList | null): Promise<void> {
    const file = files?.[0];
    if (!file) return;
    this.put(await addressOf(file));
    // The same file may be chosen again.
    this.picker().nativeElement.value = '';
  }

  protected put(logo: string): void {
    const state = this.field()();
    state.value.set(logo);
    state.markAsDirty();
    state.markAsTouched();
  }
}

/** The bytes of a file as an address. */
const addressOf = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      // `readAsDataURL` answers with text.
      resolve(reader.result as string);
    };
    reader.onerror = () => {
      reject(reader.error ?? new Error('The file cannot be read.'));
    };
    reader.readAsDataURL(file);
  });
