import { describeFailure, viewFailure } from '@app/domain';
import { expect, it } from 'vitest';
import { statusFailure } from './status-failure.ts';

it.each([
  [401, /wants a login/],
  [403, /denies access/],
  [407, /proxy .* login/],
  [421, /not set up for this name/],
  [429, /limits how often/],
  [451, /legal reasons/],
  [496, /client certificate/],
  [497, /https:\/\//],
  [502, /no valid answer/],
  [503, /overloaded or under maintenance/],
  [504, /no answer from it in time/],
  [511, /captive portal/],
  [520, /CDN cannot reach the site.*no sense/],
  [521, /CDN cannot reach the site.*refuses connections/],
  [522, /CDN cannot reach the site.*time out/],
  [523, /CDN cannot reach the site.*no way/],
  [524, /did not answer in time/],
  [525, /CDN cannot reach the site.*TLS handshake/],
  [526, /CDN cannot reach the site.*certificate .* not valid/],
  [527, /CDN cannot reach the site.*interrupted/],
  [530, /CDN cannot reach the site.*cannot be resolved/],
])('%i says what it means', (status, meaning) => {
  const { class: failureClass, code, message } = viewFailure(statusFailure(status, '200-399'));
  expect({ failureClass, code }).toEqual({ failureClass: 'status', code: String(status) });
  expect(message).toMatch(new RegExp(`^Answered ${status}.*, expected 200-399\\. `));
  expect(message).toMatch(meaning);
});

it.each([404, 500, 600, 999])('%i says no more than its name', (status) => {
  expect(describeFailure(statusFailure(status, '200'))).toMatch(/, expected 200\.$/);
});
