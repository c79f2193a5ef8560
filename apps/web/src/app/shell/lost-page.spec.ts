import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Subject } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '../../testing/eventually';
import { fakeApi } from '../../testing/fake-api';
import { shellWords } from '../shared/words/shell';
import { AppVersion } from './app-version';
import { LostPage } from './lost-page';

/** A page that runs one version, of a server that serves another one, the same or nothing. */
function open(served: string | null) {
  const api = fakeApi();
  const action = new Subject<void>();
  const snackBar = {
    open: vi.fn(() => ({ onAction: () => action })),
    dismiss: vi.fn(),
  };
  const location = { assign: vi.fn(), reload: vi.fn() };
  const script = { getAttribute: () => 'main-OLD.js' };
  const page = {
    querySelector: () => script,
    querySelectorAll: () => [],
    defaultView: { location },
  };
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => {
      if (served === null) throw new TypeError('Failed to fetch');
      return new Response(`<script src="${served}" type="module"></script>`);
    }),
  );
  TestBed.configureTestingModule({
    providers: [
      api.provider,
      { provide: MatSnackBar, useValue: snackBar },
      { provide: DOCUMENT, useValue: page },
    ],
  });
  return { api, action, snackBar, location };
}

afterEach(() => vi.unstubAllGlobals());

describe('a page whose scripts cannot be loaded', () => {
  it.each(['main-NEW.js', 'main-OLD.js'])(
    'is opened anew while the server is there, with %s',
    async (served) => {
      const { location } = open(served);
      await TestBed.inject(LostPage).report('/alerts');
      expect(location.assign).toHaveBeenCalledWith('/alerts');
    },
  );

  it('says that the server is away, and tries again when asked', async () => {
    const { snackBar, action, location } = open(null);
    await TestBed.inject(LostPage).report('/alerts');
    expect(snackBar.open).toHaveBeenCalledWith(
      shellWords.pageNotLoaded,
      shellWords.retry,
      expect.anything(),
    );
    vi.stubGlobal('fetch', async () => new Response('<script src="main-OLD.js"></script>'));
    action.next();
    await eventually(() => expect(location.assign).toHaveBeenCalledWith('/alerts'));
  });
});

describe('a new version', () => {
  const backAfterLoss = (served: string) => {
    const opened = open(served);
    TestBed.inject(AppVersion);
    for (const change of [
      () => opened.api.live.connect(),
      () => opened.api.live.lose(),
      () => opened.api.live.connect(),
    ]) {
      change();
      TestBed.tick();
    }
    return opened;
  };

  it('is offered when the connection is back, and loaded when wanted', async () => {
    const { snackBar, action, location } = backAfterLoss('main-NEW.js');
    await eventually(() => expect(snackBar.open).toHaveBeenCalled());
    action.next();
    expect(location.reload).toHaveBeenCalled();
  });

  it('is not offered where there is none', async () => {
    const { snackBar } = backAfterLoss('main-OLD.js');
    await eventually(() => expect(fetch).toHaveBeenCalled());
    await Promise.resolve();
    expect(snackBar.open).not.toHaveBeenCalled();
  });
});
