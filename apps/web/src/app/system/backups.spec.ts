import type { SystemBackups } from '@app/domain/backups';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { fakeApi, type Handlers, refusal } from '../../testing/fake-api';
import { type OpenPage, openPage } from '../../testing/open-page';
import { minutesAgo, noBackups } from '../../testing/samples';

const nightly = (minutes: number, place = '/data/backups') => ({
  file: `netumo-${String(minutes)}.backup`,
  at: minutesAgo(minutes),
  bytes: 2_340_000,
  place,
});

const made = (minutes: number, problem: string | null = null): SystemBackups['last'] => ({
  at: minutesAgo(minutes),
  state: problem === null ? 'done' : 'failed',
  file: 'netumo-1.backup',
  bytes: 2_340_000,
  documents: 1_200,
  seconds: 2,
  places: ['/data/backups'],
  problem,
});

const tried = (minutes: number, problem: string | null = null): SystemBackups['drill'] => ({
  isRunning: false,
  last: {
    at: minutesAgo(minutes),
    state: problem === null ? 'passed' : 'failed',
    file: 'netumo-600.backup',
    documents: 1_200,
    seconds: 4.2,
    collections: [],
    problem,
  },
  lastGoodAt: null,
  nextAt: null,
});

const kept = (change: Partial<SystemBackups> = {}): SystemBackups =>
  noBackups({
    state: 'ok',
    items: [nightly(600), nightly(2_040)],
    last: made(600),
    lastGoodAt: minutesAgo(600),
    ...change,
  });

const open = (system: Handlers['system']): Promise<OpenPage> =>
  openPage('/system', fakeApi({ system }));
const isOff = (button: HTMLElement): boolean => button.hasAttribute('disabled');
const said = (page: OpenPage): string =>
  page.element.querySelector('app-backups [aria-live]')?.textContent ?? '';

describe('backups on the system page', () => {
  it('are listed with their size, where they lie and what their key is worth', async () => {
    const page = await open({ backups: () => kept({ drill: tried(120) }) });
    const rows = [...page.element.querySelectorAll('app-backup-list li')];
    expect(rows.map(({ textContent }) => /netumo-\d+/.exec(textContent)?.[0])).toEqual([
      'netumo-600',
      'netumo-2040',
    ]);
    expect(rows[0]?.textContent).toContain('2.3\u00a0MB, encrypted');
    expect(page.text()).toContain('saved each night to /data/backups.');
    expect(page.text()).toContain('the key k1: the one in BACKUP_KEY, or in the file backup.key');
    expect(page.text()).toContain('Without it a backup is worthless');
    expect(page.text()).toMatch(/Passed 2.h ago: 1,200 documents compared in 4.s/);
    expect(await breaches(page.element)).toEqual([]);
  });

  it('tell apart where they lie when there is more than one place', async () => {
    const items = [nightly(600), nightly(600, 's3.example/b')];
    const page = await open({ backups: () => kept({ items }) });
    const rows = [...page.element.querySelectorAll('app-backup-list li')];
    expect(rows.map(({ textContent }) => textContent).join()).toMatch(
      /backup, \/data\/backups.*backup, s3\.example\/b/s,
    );
  });

  it('say what went wrong with the last one and with the last drill', async () => {
    const last = made(5, 'There is too little room in /data/backups.');
    const drill = tried(3, 'Part 2 of it is damaged or was changed.');
    const page = await open({ backups: () => kept({ state: 'failed', last, drill }) });
    expect(page.text()).toContain('The last backup failed: There is too little room');
    expect(page.text()).toMatch(/Failed 3.min ago: Part 2 of it is damaged/);
    expect(await breaches(page.element)).toEqual([]);
  });

  it('say that there are none where none are made, and offer nothing', async () => {
    const page = await open({ backups: () => noBackups({ state: 'off', places: [] }) });
    expect(page.text()).toContain('No backups are made here');
    expect(page.element.querySelector('app-backups button')).toBeNull();
    expect(await breaches(page.element)).toEqual([]);
  });

  it('are made at once when somebody asks, and the list is the new one', async () => {
    let finish: (report: SystemBackups) => void = () => undefined;
    const runBackup = vi.fn(() => new Promise<SystemBackups>((resolve) => (finish = resolve)));
    const page = await open({ backups: () => kept(), runBackup });
    page.button('Back up now').click();
    await eventually(() => {
      expect(isOff(page.button('Backing up…'))).toBe(true);
    });
    expect(isOff(page.button('Try a restore'))).toBe(true);
    finish(kept({ items: [nightly(0), nightly(600)], last: made(0) }));
    await eventually(() => {
      expect(said(page)).toBe('The backup is made.');
    });
    expect(page.text()).toContain('netumo-0.backup');
    expect(isOff(page.button('Back up now'))).toBe(false);
    expect(runBackup).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['it failed', kept({ last: made(0, 'No room.') }), 'No room.'],
    ['it takes long', kept({ isRunning: true }), 'still under way'],
    ['nobody began', kept({ last: null }), 'No worker has begun yet'],
  ])('say what came of it where %s', async (_, after, words) => {
    const page = await open({ backups: () => kept(), runBackup: () => after });
    page.button('Back up now').click();
    await eventually(() => {
      expect(said(page)).toContain(words);
    });
  });

  it('say in words why the server refused', async () => {
    const message = 'Too many backups were asked for. Try again in 9 min.';
    const page = await open({
      backups: () => kept(),
      runBackup: () => {
        throw refusal({ code: 'TOO_MANY_REQUESTS', message });
      },
    });
    page.button('Back up now').click();
    await eventually(() => {
      expect(said(page)).toBe(message);
    });
    expect(isOff(page.button('Back up now'))).toBe(false);
  });

  it('cannot be asked for while one is made, and not be tried before there is one', async () => {
    const page = await open({ backups: () => noBackups({ isRunning: true }) });
    expect(isOff(page.button('Backing up…'))).toBe(true);
    expect(isOff(page.button('Try a restore'))).toBe(true);
    expect(page.text()).toContain('There is no backup yet.');
  });

  it('are tried when somebody asks', async () => {
    const restoreDrill = vi.fn(() => kept({ drill: tried(0) }));
    const page = await open({ backups: () => kept(), restoreDrill });
    expect(page.text()).toContain('No restore has been tried yet.');
    page.button('Try a restore').click();
    await eventually(() => {
      expect(said(page)).toBe('The backup can be restored.');
    });
    expect(page.text()).toContain('Passed');
  });
});
