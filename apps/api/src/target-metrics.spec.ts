import { toTarget } from '@app/domain';
import { targetRecord } from '@app/domain/testing';
import { createMetrics } from '@app/platform';
import { describe, expect, it } from 'vitest';
import { addTargetMetrics } from './target-metrics.ts';

const NOW = new Date('2026-01-02T00:00:00Z');
const shown = toTarget(targetRecord(), {
  openAlerts: 0,
  registration: null,
  telling: {
    mutedBy: null,
    maintenance: null,
    effectiveChannels: { channelIds: [], source: 'default' },
  },
  now: NOW,
});
const counts = { all: 3, pending: 1, up: 1, degraded: 0, down: 1, unknown: 0, paused: 0 };

describe('metrics of targets', () => {
  it('tell of each target in base units, and of what is not known nothing', async () => {
    const metrics = createMetrics('api');
    let readings = 0;
    addTargetMetrics(metrics, async () => {
      readings++;
      return {
        counts,
        targets: [
          {
            ...shown,
            ...{ id: 'a', name: 'A "b"', status: 'up', uptime24h: 99.5 },
            lastCheck: { at: NOW, outcome: 'ok', statusCode: 200, latencyMs: 250, failure: null },
          },
          { ...shown, id: 'b', name: 'B', status: 'down' },
          { ...shown, id: 'c', name: 'C' },
        ],
      };
    });
    const text = await metrics.render();
    expect(text).toContain('netumo_targets{status="down",process="api"} 1');
    expect(text).toContain('netumo_target_up{id="a",name="A \\"b\\"",process="api"} 1');
    expect(text).toContain('netumo_target_up{id="b",name="B",process="api"} 0');
    expect(text).not.toContain('netumo_target_up{id="c"');
    expect(text).toContain(
      'netumo_target_uptime_ratio{id="a",name="A \\"b\\"",process="api"} 0.995',
    );
    expect(text).toContain(
      'netumo_target_response_seconds{id="a",name="A \\"b\\"",process="api"} 0.25',
    );
    expect(text).not.toContain('netumo_cert_not_after_timestamp_seconds{');
    expect(readings).toBe(1);
  });

  it('are empty while nothing can be read', async () => {
    const metrics = createMetrics('api');
    addTargetMetrics(metrics, () => Promise.reject(new Error('away')));
    expect(await metrics.render()).not.toContain('netumo_target_up{');
  });
});
