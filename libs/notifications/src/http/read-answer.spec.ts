import { describe, expect, it } from 'vitest';
import { isSignInPage, isWebPage, readRefusal, retryAfterIn } from './read-answer.ts';

describe('a page in place of an answer', () => {
  it.each([
    ['<!DOCTYPE html><html><body>hello</body></html>', false],
    ['\n  <html lang="de"><title>Anmelden</title><input name=p type=password>', true],
    ['<!-- proxy --><!doctype html><title>Sign in to Acme</title>', true],
    ['<!doctype html><title>Log in</title>', true],
    ['<html><form method="post"><input type="hidden" name="SAMLRequest" value="x"></form>', true],
    ['<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html/>', false],
  ])('%j is one', (body, isSignIn) => {
    expect(isWebPage(body)).toBe(true);
    expect(isSignInPage(body)).toBe(isSignIn);
  });

  it.each(['ok', '', '{"ok":true}', 'the <html> tag', '<response>ok</response>', '1'])(
    '%j is none',
    (body) => {
      expect(isWebPage(body)).toBe(false);
      expect(isSignInPage(body)).toBe(false);
    },
  );
});

describe('a no in an answer', () => {
  it.each([
    ['{"ok":false,"error":"channel_not_found"}', 'channel_not_found'],
    ['{"success":false,"error":"error-invalid-channel"}', 'error-invalid-channel'],
    ['{"ok":false,"error":"T0P/SECRET token"}', null],
    ['{"ok":false}', null],
  ])('%s is one', (body, reason) => {
    expect(readRefusal(body)).toEqual({ reason });
  });

  it.each(['{"ok":true}', '{"success":true}', '[]', 'null', '{', '{"ok":"false"}', '', 'ok'])(
    '%j is none',
    (body) => {
      expect(readRefusal(body)).toBeNull();
    },
  );
});

describe('a wait in an answer', () => {
  it.each([
    ['{"message":"You are being rate limited.","retry_after":0.65,"global":false}', 650],
    ['{"ok":false,"error_code":429,"parameters":{"retry_after":35}}', 35_000],
    ['{"retry_after":-1}', null],
    ['{"retry_after":"soon"}', null],
    ['too many', null],
  ])('%s', (body, waitMs) => {
    expect(retryAfterIn(body)).toBe(waitMs);
  });
});
