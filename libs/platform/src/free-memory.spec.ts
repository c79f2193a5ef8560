import os from 'node:os';
import { describe, expect, it } from 'vitest';
import { freeMemory, freeOf, type MemoryFigures } from './free-memory.ts';

const MB = 1_048_576;

/** A container of 220 MB on a machine of 1 GB, of which 20 MB are left. */
const FULL: MemoryFigures = {
  ...{ limit: 220 * MB, leftOfLimit: 20 * MB },
  ...{ ofMachine: 1_024 * MB, freeOfMachine: 300 * MB },
};
const filesOf = (files: Readonly<Record<string, string>>) => (file: string) => files[file] ?? null;
const none = filesOf({});

describe('free memory of a container', () => {
  it.each([
    [
      'its own group',
      {
        '/proc/self/cgroup': '0::/\n',
        '/sys/fs/cgroup/memory.stat': `anon 1\nfile ${90 * MB}\nactive_file ${20 * MB}\ninactive_file ${60 * MB}\nslab_reclaimable ${4 * MB}\n`,
      },
    ],
    [
      'a service of the system',
      {
        '/proc/self/cgroup': '0::/system.slice/netumo.service\n',
        '/sys/fs/cgroup/system.slice/netumo.service/memory.stat': `active_file ${84 * MB}\n`,
        '/sys/fs/cgroup/memory.stat': `active_file ${900 * MB}\n`,
      },
    ],
    [
      'the first version of control groups',
      {
        '/proc/self/cgroup': '4:cpu,memory:/docker/a1\n0::/\n',
        '/sys/fs/cgroup/memory/memory.stat': `active_file 5\ntotal_active_file ${4 * MB}\ntotal_inactive_file ${80 * MB}\n`,
      },
    ],
  ])('has in it what %s keeps of files', (_where, files) => {
    expect(freeOf(FULL, filesOf(files))).toBe(104 * MB);
  });

  it('is no more than the machine has, nor than the container may take', () => {
    const files = filesOf({
      '/proc/self/cgroup': '0::/\n',
      '/sys/fs/cgroup/memory.stat': `inactive_file ${400 * MB}\n`,
    });
    expect(freeOf(FULL, files)).toBe(220 * MB);
    expect(freeOf({ ...FULL, freeOfMachine: 30 * MB }, files)).toBe(30 * MB);
  });

  it('is what is left of its limit where nobody tells of files', () => {
    expect(freeOf(FULL, none)).toBe(20 * MB);
  });
});

it('without a container it is that of the machine', () => {
  const { freeOfMachine } = FULL;
  expect(freeOf({ ...FULL, limit: 0 }, none)).toBe(freeOfMachine);
  expect(freeOf({ ...FULL, limit: 2 ** 64, leftOfLimit: 0 }, none)).toBe(freeOfMachine);
  expect(freeMemory()).toBeGreaterThan(0);
  expect(freeMemory()).toBeLessThanOrEqual(os.totalmem());
});
