/** Scripts that a script loads before it runs; what `import()` brings later is none of them. */
export function staticImports(script: string): string[] {
  const found = script.matchAll(/\b(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g);
  return [...new Set([...found].map(([, file = '']) => file))];
}

/** The script of the page of each route, as the routes in the main script name it. */
export function routeChunks(main: string): Map<string, string> {
  const routes = main.matchAll(
    /\bpath:(["'`])([^"'`]*)\1,[^{}]*?\bloadComponent:[^{}]*?\bimport\(\s*(["'`])\.\/([\w.-]+\.js)\3\s*\)/g,
  );
  return new Map([...routes].map(([, , path = '', , file = '']) => [path, file]));
}

/** The scripts and styles that the page itself names. */
export const filesOfPage = (html: string): string[] =>
  [...html.matchAll(/\b(?:src|href)="([\w./-]+\.(?:js|css))"/g)].map(([, file = '']) => file);

/** Scripts and all that they load before they run, each once. */
export function withImports(files: readonly string[], read: (file: string) => string): string[] {
  const known = new Set(files);
  for (const file of known) {
    if (file.endsWith('.js')) for (const other of staticImports(read(file))) known.add(other);
  }
  return [...known];
}
