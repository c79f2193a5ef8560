import { rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';

/** ESM has no `require`, and CommonJS packages inside the bundle need one. */
const BANNER = [
  `import { createRequire as createBundleRequire } from 'node:module';`,
  `const require = createBundleRequire(import.meta.url);`,
].join('\n');

/** Bundles an entry of a project with everything it needs into `<folder>/dist/main.js`. */
export async function bundle(folder: string, entry = 'src/main.ts'): Promise<void> {
  const outdir = resolve(folder, 'dist');
  await rm(outdir, { recursive: true, force: true });
  await build({
    entryPoints: [resolve(folder, entry)],
    outfile: resolve(outdir, 'main.js'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    conditions: ['@app/source'],
    banner: { js: BANNER },
    sourcemap: 'linked',
    legalComments: 'none',
    logLevel: 'warning',
  });
}

if (import.meta.main) {
  const [folder, entry] = process.argv.slice(2);
  if (!folder) throw new Error('Say which project to bundle: bundle.ts apps/worker [src/main.ts]');
  const startedAt = performance.now();
  await bundle(folder, entry);
  const { size } = await stat(resolve(folder, 'dist/main.js'));
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`${folder}/dist/main.js: ${Math.round(size / 1_024)} KiB in ${seconds} s`);
}
