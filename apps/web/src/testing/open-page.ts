import type { HarnessLoader } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { DeferBlockBehavior, TestBed } from '@angular/core/testing';
import { RouterTestingHarness } from '@angular/router/testing';
import { appConfig } from '../app/app.config';
import type { FakeApi } from './fake-api';

export interface OpenPage {
  element: HTMLElement;
  /** Finds harnesses in the page and in what lies over it. */
  loader: HarnessLoader;
  stable: () => Promise<unknown>;
  text: () => string;
  button: (name: string) => HTMLElement;
}

/** Opens a page of the app at its address, against a fake server. */
export async function openPage(
  path: string,
  api: FakeApi,
  deferBlockBehavior = DeferBlockBehavior.Playthrough,
): Promise<OpenPage> {
  TestBed.configureTestingModule({
    providers: [...appConfig.providers, api.provider],
    deferBlockBehavior,
  });
  const harness = await RouterTestingHarness.create(path);
  const { fixture } = harness;
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  return {
    element,
    loader: TestbedHarnessEnvironment.documentRootLoader(fixture),
    stable: () => fixture.whenStable(),
    text: () => element.textContent.replaceAll(/\s+/g, ' '),
    button: (name) => buttonNamed(element, name),
  };
}

function buttonNamed(root: HTMLElement, name: string): HTMLElement {
  const found = [...root.querySelectorAll<HTMLElement>('button, a')].find(
    (button) => button.getAttribute('aria-label') === name || button.textContent.trim() === name,
  );
  if (!found) throw new Error(`There is no button “${name}”.`);
  return found;
}
