import { afterEach, expect, it, vi } from 'vitest';
import { chooseTheme, showTheme, storedTheme } from './theme';

const shown = (): string => document.documentElement.style.colorScheme;

afterEach(() => {
  chooseTheme(document, 'system');
  vi.unstubAllGlobals();
});

it('follows the system until somebody chooses', () => {
  expect(storedTheme()).toBe('system');
  showTheme(document, storedTheme());
  expect(shown()).toBe('');
});

it('remembers what was chosen, and forgets it', () => {
  chooseTheme(document, 'dark');
  expect(shown()).toBe('dark');
  expect(storedTheme()).toBe('dark');
  chooseTheme(document, 'system');
  expect(shown()).toBe('');
  expect(storedTheme()).toBe('system');
});

it('takes no theme that there is not', () => {
  localStorage.setItem('theme', 'sepia');
  expect(storedTheme()).toBe('system');
});

it('gets along with a browser that keeps nothing', () => {
  const refuse = (): never => {
    throw new DOMException('Denied.', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
  expect(storedTheme()).toBe('system');
  chooseTheme(document, 'light');
  expect(shown()).toBe('light');
});
