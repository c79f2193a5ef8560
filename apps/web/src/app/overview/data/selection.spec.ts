import { signal } from '@angular/core';
import { describe, expect, it } from 'vitest';
import { selection } from './selection';

const listed = signal<readonly string[]>(['a', 'b', 'c', 'd', 'e']);
const made = () => {
  listed.set(['a', 'b', 'c', 'd', 'e']);
  return selection(listed);
};

describe('rows that are chosen', () => {
  it('are toggled one by one, in the order of the list', () => {
    const chosen = made();
    chosen.toggle('c', false);
    chosen.toggle('a', false);
    expect(chosen.ids()).toEqual(['a', 'c']);
    chosen.toggle('c', false);
    expect(chosen.ids()).toEqual(['a']);
  });

  it('reach from the last one to another, either way, and are given up so, too', () => {
    const chosen = made();
    chosen.toggle('b', false);
    chosen.toggle('d', true);
    expect(chosen.ids()).toEqual(['b', 'c', 'd']);
    chosen.toggle('a', true);
    expect(chosen.ids()).toEqual(['a', 'b', 'c', 'd']);
    chosen.toggle('b', false);
    expect(chosen.ids()).toEqual(['a', 'c', 'd']);
    chosen.toggle('d', true);
    expect(chosen.ids()).toEqual(['a']);
  });

  it('may be all, until another one is listed', () => {
    const chosen = made();
    chosen.chooseAll();
    expect(chosen.isAll()).toBe(true);
    listed.update((ids) => [...ids, 'f']);
    expect(chosen.isAll()).toBe(false);
    expect(chosen.ids()).toHaveLength(5);
  });

  it('are only those that are listed', () => {
    const chosen = made();
    chosen.chooseAll();
    listed.set(['b', 'x']);
    expect(chosen.ids()).toEqual(['b']);
    chosen.clear();
    expect(chosen.ids()).toEqual([]);
    expect(chosen.isAll()).toBe(false);
  });
});
