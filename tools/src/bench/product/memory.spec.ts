import { describe, expect, it } from 'vitest';
import { memoryOfTree, nameOf, parsePss, sumByName } from './memory.ts';

describe('memory of the product', () => {
  it('reads the share of a process', () => {
    const rollup =
      '5581-7ffc ---p 0 00:00 0 [rollup]\nRss:  90000 kB\nPss:  51200 kB\nPss_Anon: 1 kB\n';
    expect(parsePss(rollup)).toBe(50);
    expect(parsePss('')).toBe(0);
  });

  it.each([
    [['/usr/bin/node', '--flag=1', '/x/apps/worker/dist/main.js', ''], 'worker'],
    [['/usr/bin/node', '/x/libs/embedded/dist/main.js', '--data-dir', '/d'], 'embedded'],
    [['/usr/bin/node', '/x/tools/run.mjs', 'start'], 'run.mjs'],
    [['postgres: checkpointer ', ''], 'postgres'],
    [['/x/bin/postgres', '-D', '/d'], 'postgres'],
  ])('calls %j by its name', (command, name) => {
    expect(nameOf(command)).toBe(name);
  });

  it('adds processes of one name up, the largest first', () => {
    const one = (name: string, pssMb: number) => ({ name, pssMb });
    expect(sumByName([one('postgres', 1), one('api', 5), one('postgres', 7)])).toEqual([
      one('postgres', 8),
      one('api', 5),
    ]);
  });

  it.runIf(process.platform === 'linux')('finds this process', () => {
    expect(memoryOfTree(process.pid)[0]?.pssMb).toBeGreaterThan(1);
  });
});
