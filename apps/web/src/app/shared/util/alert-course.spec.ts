import { describe, expect, it } from 'vitest';
import type { Alert } from '@app/domain';
import { anAlert } from '../../../testing/samples';
import { courseOf, goesOn } from './alert-course';

describe('courseOf', () => {
  const at = new Date();
  it.each<[string, Partial<Alert>, boolean]>([
    ['open', {}, true],
    ['acknowledged', { state: 'resolved', resolution: 'acknowledged', resolvedAt: at }, true],
    [
      'recovered',
      { state: 'resolved', resolution: 'acknowledged', endedAt: at, ending: 'recovered' },
      false,
    ],
    ['ended', { state: 'resolved', resolution: 'acknowledged', endedAt: at }, false],
    ['recovered', { state: 'resolved', resolution: 'renewed', resolvedAt: at }, false],
    ['ended', { state: 'resolved', resolution: 'paused', resolvedAt: at }, false],
    ['ended', { state: 'resolved', resolution: 'deleted', resolvedAt: at }, false],
  ])('is %s for %o', (course, change, isOn) => {
    expect(courseOf(anAlert(change))).toBe(course);
    expect(goesOn(anAlert(change))).toBe(isOn);
  });
});
