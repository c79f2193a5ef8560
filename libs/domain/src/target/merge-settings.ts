import { TargetSettings } from './settings.ts';

/** Changes of settings: what is left out stays, within a group too. */
export type SettingsChange = {
  [K in keyof TargetSettings]?: TargetSettings[K] extends readonly unknown[]
    ? TargetSettings[K] | undefined
    : TargetSettings[K] extends object
      ? { [F in keyof TargetSettings[K]]?: TargetSettings[K][F] | undefined } | undefined
      : TargetSettings[K] | undefined;
};

const KEYS = Object.keys(TargetSettings.shape) as (keyof TargetSettings)[];

/** Names of the settings of each group; null for a setting that stands alone. */
const NAMES: Readonly<Record<keyof TargetSettings, readonly string[] | null>> = mapKeys((key) => {
  const schema = TargetSettings.shape[key];
  return 'shape' in schema ? Object.keys(schema.shape) : null;
});

function mapKeys<T>(valueOf: (key: keyof TargetSettings) => T): Record<keyof TargetSettings, T> {
  return Object.fromEntries(KEYS.map((key) => [key, valueOf(key)])) as Record<
    keyof TargetSettings,
    T
  >;
}

type Fields = Readonly<Record<string, unknown>>;

function mergeGroup(names: readonly string[], base: Fields, change: Fields): Fields {
  const merged = { ...base };
  for (const name of names) if (change[name] !== undefined) merged[name] = change[name];
  return merged;
}

/** The one group `key` after a change; what the schema does not know is left out of the change. */
export const mergeSettingsGroup = <K extends keyof TargetSettings>(
  key: K,
  base: TargetSettings[K],
  change: SettingsChange[K],
): TargetSettings[K] => {
  if (change === undefined) return base;
  const names = NAMES[key];
  return (
    names ? mergeGroup(names, base as Fields, change as Fields) : change
  ) as TargetSettings[K];
};

/** The settings after a change, and nothing else that the base carries. */
export const mergeSettings = (base: TargetSettings, change: SettingsChange): TargetSettings =>
  mapKeys((key) => mergeSettingsGroup(key, base[key], change[key])) as TargetSettings;
