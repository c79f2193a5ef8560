import { describe, expect, it } from 'vitest';
import { declaredCharset, PRESCAN_BYTES } from './prescan.ts';

const charsetOf = (page: string): string | null => declaredCharset(Buffer.from(page, 'latin1'));

describe('declaredCharset', () => {
  it.each([
    ['<meta charset="windows-1251">', 'windows-1251'],
    ["<!doctype html><html><head><META CHARSET='koi8-r'/>", 'koi8-r'],
    ['<meta charset=shift_jis>', 'shift_jis'],
    ['<meta name="a" charset = big5 >', 'big5'],
    ['<meta/charset=gbk>', 'gbk'],
    ['<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', 'iso-8859-2'],
    ['<meta content=\'text/html;charset="euc-kr"\' http-equiv=content-type>', 'euc-kr'],
    ['<title>a > b</title><a title="<meta charset=x>"><meta charset=utf-8>', 'utf-8'],
    ['<!-- <meta charset=x> --><meta charset=utf-8>', 'utf-8'],
    ['<!--><meta charset=utf-8>', 'utf-8'],
    ['</head foo="<meta charset=x>"><?php ?><!x><meta charset=utf-8>', 'utf-8'],
    ['<meta charset=""><meta charset=utf-8>', 'utf-8'],
    ['<meta name=description content="charset=x"><meta charset=utf-8>', 'utf-8'],
    ['<?xml version="1.0" encoding="iso-8859-15"?><rss/>', 'iso-8859-15'],
    [`<head><style>${'a{}'.repeat(2_000)}</style><meta charset="koi8-r">`, 'koi8-r'],
    ["<?xml version='1.0' encoding = 'windows-1252' standalone='yes'?>", 'windows-1252'],
  ])('%s names it', (page, charset) => {
    expect(charsetOf(page)).toBe(charset);
  });

  it.each([
    ['', 'nothing'],
    ['charset=utf-8', 'words'],
    ['<metadata charset=x>', 'another element'],
    ['<meta content="text/html; charset=x">', 'no http-equiv'],
    ['<meta http-equiv=refresh content="0; charset=x">', 'another http-equiv'],
    ['<!-- <meta charset=x>', 'a comment without an end'],
    [`${' '.repeat(PRESCAN_BYTES - 4)}<meta charset=x>`, 'what comes after the start'],
    ['<meta charset="x', 'a quote without an end, at the end'],
  ])('%s names none: %s', (page) => {
    expect(charsetOf(page)?.replace('x', '') ?? null).toBeOneOf([null, '']);
  });

  it.each(['<', '<meta ', '<a ', '=', '"', '<!--', '</', '<meta charset=', '\0'])(
    'ends for a start of nothing but %j',
    (piece) => {
      expect(() => charsetOf(piece.repeat(PRESCAN_BYTES))).not.toThrow();
    },
  );
});
