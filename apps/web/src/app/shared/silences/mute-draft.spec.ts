import { describe, expect, it } from 'vitest';
import { idOf } from '../../../testing/samples';
import { endOfMute, muteDraft, muteIssues, newMutes } from './mute-draft';

const now = new Date(2026, 2, 3, 14, 5);
const shop = { id: idOf(1), name: 'Shop', tags: ['prod', 'eu'] };

describe('a mute in a form', () => {
  it('is for what somebody looked at, for an hour', () => {
    const draft = muteDraft({ target: shop }, now);
    expect(muteIssues(draft, now)).toEqual([]);
    expect(newMutes(draft, now)).toEqual([
      { targetId: idOf(1), until: new Date(2026, 2, 3, 15, 5) },
    ]);
    expect(newMutes(muteDraft({}, now), now)).toEqual([{ until: new Date(2026, 2, 3, 15, 5) }]);
  });

  it('ends the next morning, or when it was said', () => {
    const draft = muteDraft({ target: shop }, now);
    expect(endOfMute({ ...draft, length: 'tomorrow' }, now)).toEqual(new Date(2026, 2, 4, 8));
    const dated = { ...draft, length: 'date' as const, until: '2026-03-09T09:30' };
    expect(endOfMute(dated, now)).toEqual(new Date(2026, 2, 9, 9, 30));
  });

  it('is one for each tag, with its note', () => {
    const draft = { ...muteDraft({ target: shop }, now), scope: 'tag' as const, note: 'deploy' };
    const until = new Date(2026, 2, 3, 15, 5);
    expect(newMutes({ ...draft, tags: ['prod', 'eu'] }, now)).toEqual([
      { tag: 'prod', until, note: 'deploy' },
      { tag: 'eu', until, note: 'deploy' },
    ]);
  });

  it.each([
    ['targetIds', { scope: 'target', targetIds: [] }],
    ['tags', { scope: 'tag', tags: [] }],
    ['until', { length: 'date', until: '' }],
    ['until', { length: 'date', until: '2026-03-03T14:05' }],
    ['note', { note: 'x'.repeat(501) }],
  ] as const)('says at %s what is wrong', (path, change) => {
    const draft = { ...muteDraft({ target: shop }, now), ...change };
    const wrong = { ...draft, targetIds: [...draft.targetIds], tags: [...draft.tags] };
    expect(muteIssues(wrong, now).map((issue) => issue.path)).toEqual([path]);
  });
});
