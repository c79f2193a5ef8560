import { describe, expect, it } from 'vitest';
import { preloadLink } from './page-preloads.ts';

const preloads = {
  '': ['over.js', 'list.js'],
  add: ['add.js'],
  'targets/:id': ['target.js'],
  'targets/:id/settings': ['settings.js'],
  empty: [],
  '**': ['none.js'],
};

describe('preloadLink', () => {
  it.each([
    ['/', '</over.js>; rel=modulepreload, </list.js>; rel=modulepreload'],
    ['/?status=down', '</over.js>; rel=modulepreload, </list.js>; rel=modulepreload'],
    ['/add', '</add.js>; rel=modulepreload'],
    ['/targets/0123', '</target.js>; rel=modulepreload'],
    ['/targets/0123/settings?a=b', '</settings.js>; rel=modulepreload'],
    ['/targets', '</none.js>; rel=modulepreload'],
    ['/empty', null],
  ])('of %s is %s', (url, link) => {
    expect(preloadLink(preloads, url)).toBe(link);
  });

  it('is none where nothing was noted', () => {
    expect(preloadLink({}, '/')).toBeNull();
  });
});
