import fs from 'node:fs';
import path from 'node:path';
import { createMetrics } from '@app/platform';
import { inWorkspace } from '../workspace.ts';

/** A query of the dashboard or of a rule. */
export interface Query {
  readonly where: string;
  readonly expr: string;
}

export const RULES = inWorkspace('docs', 'monitoring', 'alerts.yml');
const DASHBOARD = inWorkspace('docs', 'monitoring', 'grafana.json');

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

/** All queries that the documents hold. */
export function readQueries(): Query[] {
  const { panels } = JSON.parse(fs.readFileSync(DASHBOARD, 'utf8')) as Dashboard;
  const rules = fs.readFileSync(RULES, 'utf8').matchAll(/alert: (\S+)\n\s+expr: (.+)/g);
  return [
    ...panels.flatMap(({ title, targets }) =>
      targets.map(({ expr }) => ({ where: `panel ${title}`, expr })),
    ),
    ...[...rules].map(([, name = '', expr = '']) => ({ where: `rule ${name}`, expr })),
  ];
}

/** A selector of a query: the metric and its labels. */
const SELECTOR = /\b((?:netumo|nodejs|process)_[a-z0-9_]+)(\{[^}]*\})?/g;

/** Metrics that a query names, without the endings of a histogram, and the process whose they are to be. */
export const metricsIn = (expr: string): { name: string; process: string | null }[] =>
  [...expr.matchAll(SELECTOR)].map(([, name = '', labels = '']) => ({
    name: name.replace(/_(?:bucket|count|sum)$/, ''),
    process: /process="(\w+)"/.exec(labels)?.[1] ?? null,
  }));

/** Metrics that a program makes: those of every process, and those that its sources name. */
export async function metricsOf(app: 'api' | 'worker'): Promise<Set<string>> {
  const common = (await createMetrics(app).render()).matchAll(/^# TYPE (\S+)/gm);
  const folder = inWorkspace('apps', app, 'src');
  const own = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => fs.readFileSync(path.join(folder, file), 'utf8'))
    .filter((text) => text.includes('metrics.'))
    .flatMap((text) => [...text.matchAll(/'([a-z]+(?:_[a-z0-9]+)*)'/g)]);
  return new Set(
    [...common, ...own].map(([, name = '']) => name.replace(/^(?!nodejs_|process_)/, 'netumo_')),
  );
}
