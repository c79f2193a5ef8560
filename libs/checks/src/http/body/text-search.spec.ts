import { describe, expect, it } from 'vitest';
import { TextSearch } from './text-search.ts';

function found(pieces: readonly string[], text: string): boolean {
  const search = new TextSearch(text, null);
  for (const piece of pieces) search.push(piece);
  search.end();
  return search.hasWanted;
}

describe('TextSearch', () => {
  it.each([
    ['the source', '<b>all</b> well', '<b>all</b>'],
    ['an entity as it is written', 'Tom &amp; Jerry', 'Tom &amp; Jerry'],
    ['an entity as it is read', 'Tom &amp; Jerry', 'Tom & Jerry'],
    ['a named entity', 'caf&eacute; &euro;5', 'café €5'],
    ['a number', 'gr&#252;&#xDF;e', 'grüße'],
    ['an entity without its end', 'Tom &amp Jerry', 'Tom & Jerry'],
    ['letters of two signs', 'cafe\u0301', 'caf\u00e9'],
    ['letters of one sign', 'caf\u00e9', 'cafe\u0301'],
    ['an entity and a mark of its own', 'caf&#101;\u0301', 'café'],
    ['Hangul in parts', '\u1112\u1161\u11ab\u1100\u1173\u11af', '한글'],
    ['a mark alone', 'e\u0301', '\u0301'],
    ['both ways in one page', '&lt;b&gt; and cafe\u0301', '<b> and café'],
    ['words on two lines', '<p>all\n      well</p>', 'all well'],
    ['words on two lines of Windows', 'all\r\nwell', 'all\nwell'],
    ['words with a tab between', 'all\t well', 'all well'],
    ['a non-breaking blank', '10\u00a0Euro, 20\u202fEuro', '20 Euro'],
    ['an entity of a blank', '10&nbsp;&#160; Euro', '10 Euro'],
    ['a blank as it is written', '10&nbsp;Euro', '10&nbsp;Euro'],
    ['blanks as they are written', 'all  well', 'all  well'],
    ['a soft hyphen', 'data&shy;base er\u00adror', 'database error'],
    ['a soft hyphen of its own', 'data\u00adbase', 'data\u00adbase'],
    ['a blank without width', 'data\u200bbase', 'database'],
    ['an invisible sign alone', 'a\u00adb', '\u00ad'],
    ['characters beyond the basic plane', 'x\u{1f600}y', '\u{1f600}y'],
  ])('finds %s, wherever the page is cut', (_what, page, text) => {
    expect(found([page], text)).toBe(true);
    expect(found([...page], text)).toBe(true);
    for (let cut = 1; cut < page.length; cut++) {
      expect(found([page.slice(0, cut), page.slice(cut)], text)).toBe(true);
    }
  });

  it.each([
    ['a part of it only', 'all wel', 'all well'],
    ['the parts in another order', 'well all', 'all well'],
    ['words without the blank between', 'allwell', 'all well'],
    ['an invisible sign that is not there', 'ab', '\u00ad'],
    ['an entity of another letter', 'caf&egrave;', 'café'],
  ])('does not find %s', (_what, page, text) => {
    expect(found([page], text)).toBe(false);
    expect(found([...page], text)).toBe(false);
  });

  it('is decided by the unwanted text, and by the wanted one when it is alone', () => {
    const search = new TextSearch('well', 'error');
    search.push('all well. ');
    expect(search).toMatchObject({ hasWanted: true, hasUnwanted: false, isDecided: false });
    search.push('an error. ');
    expect(search).toMatchObject({ hasUnwanted: true, isDecided: true });
    const alone = new TextSearch('well', null);
    alone.push('all well. ');
    expect(alone.isDecided).toBe(true);
  });

  it('reads hostile text in linear time', () => {
    for (const piece of ['&', '\u0301', 'e\u0301\u0323', '&#', '&amp', '\u1161', '\ud800', ' \n']) {
      const search = new TextSearch('all well', 'error');
      for (let block = 0; block < 64; block++) search.push(piece.repeat(65_536 / piece.length));
      search.end();
      expect(search.hasWanted).toBe(false);
    }
  });
});
