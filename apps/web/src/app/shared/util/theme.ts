/** The colours that somebody wants: those of the system, or always the same. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'theme';

/** The theme that this browser remembers. */
export function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return THEMES.find((theme) => theme === stored) ?? 'system';
  } catch {
    // A browser may keep nothing for us: then the choice holds until the page is closed.
    return 'system';
  }
}

/** Shows the page in a theme; every colour follows `color-scheme`. */
export function showTheme({ documentElement }: Document, theme: Theme): void {
  documentElement.style.colorScheme = theme === 'system' ? '' : theme;
}

/** Shows the page in a theme from now on. */
export function chooseTheme(document: Document, theme: Theme): void {
  showTheme(document, theme);
  try {
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // See above.
  }
}
