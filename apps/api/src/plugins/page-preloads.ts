import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Scripts of the page of each route, besides those that all pages load. */
export type PagePreloads = Readonly<Record<string, readonly string[]>>;

/** What the build of the web app has noted; nothing where an older build or none is there. */
export async function readPagePreloads(folder: string): Promise<PagePreloads> {
  try {
    return JSON.parse(await readFile(join(folder, 'preload.json'), 'utf8')) as PagePreloads;
  } catch {
    // Only a help to be faster: the page finds its scripts by itself.
    return {};
  }
}

/** The header `Link` that lets a browser load the scripts of a page with those that all pages load. */
export function preloadLink(preloads: PagePreloads, url: string): string | null {
  const [path = '/'] = url.split('?', 1);
  const parts = path.split('/').filter((part) => part !== '');
  const route = Object.keys(preloads).find((known) => isRouteOf(known, parts));
  const files = route === undefined ? [] : (preloads[route] ?? []);
  if (files.length === 0) return null;
  return files.map((file) => `</${file}>; rel=modulepreload`).join(', ');
}

function isRouteOf(route: string, parts: readonly string[]): boolean {
  if (route === '**') return true;
  const known = route === '' ? [] : route.split('/');
  return (
    known.length === parts.length &&
    known.every((part, i) => part.startsWith(':') || part === parts[i])
  );
}
