import { describe, expect, it } from 'vitest';
import { findLoops } from './find-loops.ts';

const chains = (...imports: string[]) =>
  findLoops(
    imports.map((line) => {
      const [from = '', to = ''] = line.split(' > ');
      return { from, to };
    }),
  ).map((loop) => loop.map(({ from }) => from).join(' > '));

describe('findLoops', () => {
  it('finds none where imports point one way', () => {
    expect(chains('a/1.ts > b/1.ts', 'b/1.ts > c/1.ts', 'a/2.ts > c/1.ts')).toEqual([]);
  });

  it('finds two folders that need each other, though no file does', () => {
    expect(chains('a/1.ts > b/1.ts', 'b/2.ts > a/2.ts')).toEqual(['a > b']);
  });

  it('names the shortest way through each folder', () => {
    const loops = chains(
      'a/1.ts > b/1.ts',
      'b/1.ts > c/1.ts',
      'c/1.ts > a/1.ts',
      'b/2.ts > a/2.ts',
    );
    expect(loops).toEqual(['a > b', 'c > a > b']);
  });

  it('names the file of each step', () => {
    const [loop] = findLoops([
      { from: 'a/deep/1.ts', to: 'b/1.ts' },
      { from: 'b/2.ts', to: 'a/2.ts' },
    ]);
    expect(loop).toEqual([
      { from: 'a', to: 'b', file: 'a/deep/1.ts', imported: 'b/1.ts' },
      { from: 'b', to: 'a', file: 'b/2.ts', imported: 'a/2.ts' },
    ]);
  });

  it('follows a loop through files that lie beside the folders', () => {
    expect(chains('ports.ts > a/1.ts', 'a/1.ts > ports.ts')).toEqual(['ports.ts > a']);
    expect(chains('index.ts > a/1.ts', 'a/1.ts > ports.ts')).toEqual([]);
  });

  it('looks into folders of folders', () => {
    expect(chains('top/a/1.ts > top/b/1.ts', 'top/b/1.ts > top/a/2.ts')).toEqual(['top/a > top/b']);
  });

  it('lets a folder use what lies beside it and be used from there', () => {
    expect(chains('top/probe.ts > top/a/1.ts', 'top/a/1.ts > top/limits.ts')).toEqual([]);
  });

  it('finds loops of files within a folder', () => {
    expect(chains('a/1.ts > a/2.ts', 'a/2.ts > a/1.ts')).toEqual(['a/1.ts > a/2.ts']);
  });
});
