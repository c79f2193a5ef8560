import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Reserve, roomIn, type Room } from './reserve.ts';

const BYTES = 2_500_000;

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'reserve-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

const reserveWith = (free: number): Reserve =>
  new Reserve(folder, { bytes: BYTES, roomIn: async () => ({ total: 1e9, free }) });

describe('a reserve', () => {
  it('really takes its room, and gives it back', async () => {
    const reserve = reserveWith(1e9);
    await reserve.take();
    const { size, blocks } = fs.statSync(join(folder, 'reserve'));
    expect(size).toBe(BYTES);
    expect(blocks * 512).toBeGreaterThanOrEqual(BYTES);
    expect(reserve.isHeld).toBe(true);
    expect(reserve.giveUp()).toBe(true);
    expect(fs.readdirSync(folder)).toEqual([]);
    expect(reserve.giveUp()).toBe(false);
  });

  it('says when it is given up, and when it is held again', async () => {
    const sentences: string[] = [];
    const reserve = new Reserve(folder, { bytes: 1, onChange: (one) => sentences.push(one) });
    await reserve.take();
    expect(sentences).toEqual([]);
    reserve.giveUp();
    expect(sentences).toEqual([expect.stringContaining('given up')]);
    await reserve.take();
    await reserve.take();
    expect(sentences).toEqual([expect.anything(), expect.stringContaining('held again')]);
  });

  it('is not taken where there is not plenty of room, nor where none is wanted', async () => {
    await reserveWith(4 * BYTES - 1).take();
    await new Reserve(folder, { bytes: 0 }).take();
    expect(fs.readdirSync(folder)).toEqual([]);
    await reserveWith(4 * BYTES).take();
    expect(fs.readdirSync(folder)).toEqual(['reserve']);
  });

  it('is known again after a restart, and what a kill left unfinished is none', async () => {
    fs.writeFileSync(join(folder, 'reserve.new'), 'a part');
    expect(reserveWith(1e9).isHeld).toBe(false);
    await reserveWith(1e9).take();
    expect(reserveWith(0).isHeld).toBe(true);
    expect(fs.readdirSync(folder)).toEqual(['reserve']);
  });

  it('leaves nothing behind when it cannot be taken', async () => {
    const reserve = reserveWith(1e9);
    fs.mkdirSync(join(folder, 'reserve', 'in the way'), { recursive: true });
    await expect(reserve.take()).rejects.toThrow();
    expect(reserve.isHeld).toBe(false);
    expect(fs.readdirSync(folder)).toEqual(['reserve']);
  });

  it('sees the room of a real disk', async () => {
    const { total, free }: Room = await roomIn(folder);
    expect(free).toBeGreaterThan(0);
    expect(total).toBeGreaterThanOrEqual(free);
  });
});
