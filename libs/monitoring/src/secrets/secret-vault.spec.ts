import type { KeyRing, SecretPlace } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { SecretVault } from './secret-vault.ts';

const PLACE: SecretPlace = { collection: 'targets', id: 'a', field: 'request.body' };
const NOW = new Date('2026-01-01T12:00:00Z');

/** Sealed text of a key, in the right form; what is in it stands at its end. */
const sealedBy = (id: string, text: string): string =>
  `sealed:1:${id}:${'w'.repeat(80)}:${'e'.repeat(38)}${text}`;

function aRing(...ids: string[]): KeyRing & { ids: string[] } {
  return {
    ids,
    seal: (text) => sealedBy(ids[0] ?? '', text),
    open: (text) =>
      ids.some((id) => text.includes(`:${id}:`)) ? (text.split('eeee').at(-1) ?? '') : null,
    rewrap: () => null,
    make: () => undefined,
    reload: () => false,
  };
}

function aStore(known: string[] = []) {
  return {
    known,
    list: async () => known,
    nameFirst: async (id: string) => {
      if (known.length === 0) known.push(id);
      return known;
    },
    add: async (id: string) => void known.push(id),
    remove: async (id: string) => void known.splice(known.indexOf(id), 1),
  };
}

const workersWith = (...beats: { agoMs: number; opensSecrets?: boolean }[]) => ({
  list: async () =>
    beats.map(({ agoMs, ...beat }, i) => ({
      ...{ id: `w${i}`, startedAt: NOW, at: new Date(NOW.getTime() - agoMs) },
      ...{ loopDelayMs: 0, checksPerMinute: 0, ...beat },
    })),
});

const vaultOf = (ring: KeyRing, keys = aStore(), workers = workersWith()) =>
  new SecretVault({ ring, keys, workers, now: () => NOW });

const ONE = 'aaaaaaaa';
const TWO = 'bbbbbbbb';

describe('SecretVault', () => {
  it('makes the first key of all the key of the installation', async () => {
    const keys = aStore();
    expect(await vaultOf(aRing(ONE), keys).seal('x', PLACE)).toBe(sealedBy(ONE, 'x'));
    expect(keys.known).toEqual([ONE]);
    expect(await vaultOf(aRing(ONE), keys).state()).toBe('open');
  });

  it('seals nothing with a key that is another one, and says so', async () => {
    const vault = vaultOf(aRing(TWO), aStore([ONE]));
    await expect(vault.seal('x', PLACE)).rejects.toMatchObject({
      code: 'precondition',
      reason: 'SECRETS_LOCKED',
    });
    expect(await vault.state()).toBe('locked');
    expect(await vaultOf(aRing(), aStore()).state()).toBe('locked');
  });

  it('takes another key from whoever has one of the installation', async () => {
    const keys = aStore([ONE]);
    expect(await vaultOf(aRing(TWO, ONE), keys).seal('x', PLACE)).toBe(sealedBy(TWO, 'x'));
    expect(keys.known).toEqual([ONE, TWO]);
  });

  it('seals nothing while a worker runs that cannot open it, and still refuses without the key', async () => {
    const older = workersWith({ agoMs: 5_000, opensSecrets: true }, { agoMs: 59_000 });
    const vault = vaultOf(aRing(ONE), aStore(), older);
    expect(await vault.hasOlderReader()).toBe(true);
    expect(await vault.seal('x', PLACE)).toBe('x');
    expect(await vault.renew('x', PLACE)).toBe('x');
    await expect(vaultOf(aRing(TWO), aStore([ONE]), older).seal('x', PLACE)).rejects.toMatchObject({
      reason: 'SECRETS_LOCKED',
    });
    const gone = workersWith({ agoMs: 5_000, opensSecrets: true }, { agoMs: 61_000 });
    expect(await vaultOf(aRing(ONE), aStore(), gone).seal('x', PLACE)).toBe(sealedBy(ONE, 'x'));
  });

  it('leaves alone what is sealed, also what it cannot open', async () => {
    const vault = vaultOf(aRing(TWO), aStore([ONE]));
    const foreign = sealedBy(ONE, 'x');
    expect(await vault.seal(foreign, PLACE)).toBe(foreign);
    expect(vault.open(foreign, PLACE)).toBeNull();
  });

  it('reads what was stored in clear', () => {
    expect(vaultOf(aRing(ONE)).open('sealed: not really', PLACE)).toBe('sealed: not really');
  });

  it('says for a while that something could not be opened', async () => {
    const vault = vaultOf(aRing(ONE));
    expect(await vault.state()).toBe('open');
    vault.open(sealedBy(TWO, 'x'), PLACE);
    expect(await vault.state()).toBe('locked');
  });

  it('makes a key where the installation has none, and replaces none that was lost', async () => {
    const makes = (ring: ReturnType<typeof aRing>) => ({
      ...ring,
      make: () => void ring.ids.push(TWO),
    });
    const keys = aStore();
    expect(await vaultOf(makes(aRing()), keys).lock()).toBeNull();
    expect(keys.known).toEqual([TWO]);
    expect(await vaultOf(makes(aRing()), aStore([ONE])).lock()).toEqual({
      is: 'no-key',
      keyIds: [ONE],
    });
  });

  it('names the keys that are missing, until they are back', async () => {
    const ids = [TWO];
    const vault = vaultOf(aRing(...ids), aStore([ONE, TWO]));
    vault.open(sealedBy(ONE, 'x'), PLACE);
    expect(await vault.lock()).toEqual({ is: 'missing', keyIds: [ONE] });
    vault.open(sealedBy(TWO, 'x'), PLACE);
    expect(await vault.lock()).toBeNull();
  });

  it('takes a new value in the place of one that cannot be read, and tells a damaged one apart', async () => {
    const broken = { ...aRing(ONE), open: () => null };
    const vault = vaultOf(broken, aStore([ONE]));
    vault.open(sealedBy(ONE, 'x'), PLACE);
    expect(await vault.lock()).toEqual({ is: 'damaged', keyIds: [] });
    await vault.seal('new', PLACE);
    expect(await vault.lock()).toBeNull();
    // Cut off, or of a version to come: no text in clear in any case.
    for (const text of [`sealed:1:${ONE}:x`, `sealed:2:${ONE}:y`]) {
      expect(vault.open(text, PLACE)).toBeNull();
      expect(await vault.seal(text, PLACE)).toBe(text);
    }
  });

  it('does not know while the store is away', async () => {
    const away = () => Promise.reject(new Error('away'));
    const keys = { list: away, nameFirst: away, add: away, remove: away };
    expect(await vaultOf(aRing(ONE), { ...keys, known: [] }).state()).toBe('unknown');
  });
});
