import fs from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where Debian and others put Chromium; `CHROMIUM_PATH` names another place. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export function findChromium(): string | undefined {
  return [process.env['CHROMIUM_PATH'], ...PLACES].find((place) => place && fs.existsSync(place));
}

export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath });
}

/** The two sizes that everything is looked at in. */
export const VIEWPORTS = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;
