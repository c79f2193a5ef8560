import { describe, expect, it } from 'vitest';
import { refusal, silence } from '../../../testing/fake-api';
import { idOf } from '../../../testing/samples';
import { sharedWords } from '../words/shared';
import { asRefusal } from './refusal';

describe('asRefusal', () => {
  it('keeps what the server said', () => {
    const issues = [{ path: 'url', message: 'Write a full address.' }];
    const target = { id: idOf(1), name: 'Shop' };
    expect(asRefusal(refusal({ code: 'CONFLICT', message: 'Known.', issues, target }))).toEqual({
      code: 'CONFLICT',
      message: 'Known.',
      issues,
      target,
    });
  });

  it('says in plain words that no answer came', () => {
    expect(asRefusal(silence())).toMatchObject({
      code: 'UNREACHABLE',
      message: sharedWords.unreachable,
    });
  });

  it('hides the text of unexpected errors', () => {
    expect(asRefusal(new TypeError('x is not a function')).message).toBe(sharedWords.unexpected);
  });
});
