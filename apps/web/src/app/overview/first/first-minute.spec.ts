import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { type Channel, NO_PHASES, type Target } from '@app/domain';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { breaches } from '../../../testing/axe';
import { eventually } from '../../../testing/eventually';
import { fakeApi, type Handlers } from '../../../testing/fake-api';
import { openPage, type OpenPage } from '../../../testing/open-page';
import { aChannel, aTarget, countsOf, idOf } from '../../../testing/samples';

afterEach(() => {
  sessionStorage.clear();
});

const TOLD = [
  { title: 'Down: Shop (test) - This is a test, nothing is down', text: 'Target: Shop (test)' },
  { title: 'Recovered: Shop (test) was down for 1 min', text: 'Target: Shop (test)' },
];

/** A server that watches nothing yet. */
function newServer({ targets, channels }: Handlers = {}) {
  const watched: Target[] = [];
  const added: Channel[] = [];
  const load = vi.fn(({ text }: { text: string }) => {
    watched.push(aTarget());
    return {
      items: [{ line: 1, input: text, outcome: 'created' as const, target: { ...aTarget() } }],
      counts: { created: 1, exists: 0, invalid: 0, 'duplicate-in-list': 0 },
    };
  });
  const test = vi.fn(() => ({ delivered: true, detail: 'Answered 200.', told: TOLD }));
  const api = fakeApi({
    targets: {
      list: () => ({ items: watched, nextCursor: null, counts: countsOf(watched) }),
      probe: () => ({
        outcome: 'ok',
        statusCode: 200,
        latencyMs: 84,
        phases: NO_PHASES,
        address: null,
        attempts: 1,
        failure: null,
      }),
      import: load,
      ...targets,
    },
    channels: {
      list: () => ({ items: added }),
      create: ({ name }) => {
        const channel = aChannel({ id: idOf(70), name });
        added.push(channel);
        return channel;
      },
      test,
      ...channels,
    },
  });
  return { api, load, test };
}

const type = async (page: OpenPage, text: string): Promise<void> => {
  const field = await eventually(() =>
    page.loader.getHarness(MatInputHarness.with({ selector: 'textarea' })),
  );
  await field.setValue(text);
};

const press = async (page: OpenPage, name: string): Promise<void> => {
  const button = await eventually(() => page.button(name));
  await eventually(() => expect(button.hasAttribute('disabled')).toBe(false));
  button.click();
  await page.stable();
};

describe('the first minute', () => {
  it('leads from an address to the first alert, and away when it is done', async () => {
    const { api, load, test } = newServer();
    const page = await openPage('/', api);
    await eventually(() => expect(page.text()).toContain('What do you want to watch?'));
    expect(page.text()).toContain('Nothing is watched yet');
    expect(await breaches(page.element)).toEqual([]);
    await type(page, 'shop.example');
    await eventually(() => expect(page.text()).toContain('Answers 200 in 84 ms'));
    await press(page, 'Start watching');
    await eventually(() => expect(page.text()).toContain('Where should alerts go?'));
    expect(load).toHaveBeenCalledWith({ text: 'https://shop.example/', kind: 'site' });
    await eventually(() =>
      expect(page.element.querySelector('app-target-row')?.textContent).toContain('Shop'),
    );
    expect(await breaches(page.element)).toEqual([]);

    await press(page, 'Webhook');
    const dialog = await eventually(() => page.loader.getHarness(MatDialogHarness));
    const url = await dialog.getHarness(MatInputHarness.with({ selector: '[type=url]' }));
    await url.setValue('http://127.0.0.1:9000/hook');
    await (await dialog.getHarness(MatButtonHarness.with({ text: 'Save' }))).click();
    await eventually(() => expect(page.text()).toContain('See how your alert will look'));
    await press(page, 'Fire a test outage');
    await eventually(() => expect(page.text()).toContain('Delivered. Answered 200.'));
    expect(test).toHaveBeenCalledWith({ id: idOf(70), outageOf: idOf(1) });
    expect(page.text()).toContain('Down: Shop (test)');
    expect(page.text()).toContain('Recovered: Shop (test)');
    expect(await breaches(page.element)).toEqual([]);
    await press(page, 'Done');
    expect(page.element.querySelector('app-first-minute')).toBeNull();
    expect(page.element.querySelector('app-target-row')).not.toBeNull();
  });

  it('says of each line why it cannot be watched, and goes on with the others when asked to', async () => {
    const report = {
      items: [
        { line: 1, input: 'a.example', outcome: 'created' as const, target: aTarget() },
        { line: 2, input: 'ftp://b', outcome: 'invalid' as const, message: 'Use https.' },
      ],
      counts: { created: 1, exists: 0, invalid: 1, 'duplicate-in-list': 0 },
    };
    const page = await openPage('/', newServer({ targets: { import: () => report } }).api);
    await type(page, 'a.example\nftp://b');
    await press(page, 'Start watching');
    await eventually(() => expect(page.text()).toContain('Use https.'));
    expect(page.element.querySelector('textarea')?.value).toBe('a.example\nftp://b');
    expect(await breaches(page.element)).toEqual([]);
    await press(page, 'Go on with those');
    await eventually(() => expect(page.text()).toContain('Where should alerts go?'));
  });

  it('shows examples, which one click takes away', async () => {
    const watched: Target[] = [];
    const add = vi.fn(() => {
      watched.push(aTarget({ url: 'http://127.0.0.1:3000/examples/shop', tags: ['example'] }));
      return { targets: 1 };
    });
    const remove = vi.fn(() => {
      watched.length = 0;
      return { targets: 1 };
    });
    const list = () => ({ items: watched, nextCursor: null, counts: countsOf(watched) });
    const page = await openPage('/', fakeApi({ targets: { list }, examples: { add, remove } }));
    await press(page, 'Show me with examples');
    await eventually(() => expect(page.text()).toContain('These targets are examples'));
    expect(page.element.querySelector('app-first-minute')).toBeNull();
    expect(await breaches(page.element)).toEqual([]);
    await press(page, 'Remove the examples');
    await eventually(() => expect(page.text()).toContain('What do you want to watch?'));
    expect(page.text()).not.toContain('These targets are examples');
  });

  it('takes an address of somebody for an example only where it is marked as one', async () => {
    const own = aTarget({ url: 'https://docs.example/examples/shop', tags: ['docs'] });
    const list = () => ({ items: [own], nextCursor: null, counts: countsOf([own]) });
    const page = await openPage('/', fakeApi({ targets: { list } }));
    await eventually(() => expect(page.element.querySelector('app-target-row')).not.toBeNull());
    await page.stable();
    expect(page.element.querySelector('app-example-note')).toBeNull();
  });

  it('keeps what was typed where the server refuses it', async () => {
    const { api } = newServer({
      targets: {
        import: () => {
          throw new Error('away');
        },
      },
    });
    const page = await openPage('/', api);
    await type(page, 'http://a.example/');
    await press(page, 'Start watching');
    await eventually(() => expect(page.element.querySelector('[role=alert]')).not.toBeNull());
    expect(page.element.querySelector('textarea')?.value).toBe('http://a.example/');
  });

  it('ends where somebody wants to be told in the inbox only', async () => {
    const page = await openPage('/', newServer().api);
    await type(page, 'http://a.example/');
    await press(page, 'Start watching');
    await press(page, 'Only to the inbox of this app');
    await eventually(() => expect(page.element.querySelector('app-first-minute')).toBeNull());
  });

  it('says what a receiver answered that takes no alert, and offers to mend it', async () => {
    const test = (): { delivered: boolean; detail: string } => ({
      delivered: false,
      detail: 'Answered 404.',
    });
    const list = () => ({ items: [aChannel({ id: idOf(70), name: 'Ops' })] });
    const page = await openPage('/', newServer({ channels: { list, test } }).api);
    await type(page, 'http://a.example/');
    await press(page, 'Start watching');
    await press(page, 'Ops');
    await press(page, 'Fire a test outage');
    await eventually(() => expect(page.text()).toContain('Not delivered. Answered 404.'));
    await press(page, 'Change Ops');
    await eventually(() => page.loader.getHarness(MatDialogHarness));
  });

  it('goes on where it was after a reload', async () => {
    const step = { at: 'tell', targetId: idOf(1), targetName: 'Shop', count: 3 };
    sessionStorage.setItem('first-step', JSON.stringify(step));
    const page = await openPage('/', newServer().api);
    await eventually(() => expect(page.text()).toContain('3 targets are being watched.'));
  });

  it.each(['{', '{"at":"tell"}', 'null', '{"at":"x","targetId":"a","targetName":"b"}'])(
    'begins anew where %j was kept',
    async (kept) => {
      sessionStorage.setItem('first-step', kept);
      const page = await openPage('/', newServer().api);
      await eventually(() => expect(page.text()).toContain('What do you want to watch?'));
    },
  );
});
