/**
 * Settings for one small machine that also runs everything else (1 GiB in all): few connections,
 * small buffers, no processes that nothing here uses. Clients connect over loopback only.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '40',
  shared_buffers: '32MB',
  work_mem: '2MB',
  maintenance_work_mem: '16MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '128MB',
  min_wal_size: '32MB',
  io_method: 'sync',
  max_parallel_workers: '0',
  max_logical_replication_workers: '0',
  autovacuum_max_workers: '2',
  // Queue tables churn: vacuum them when a twentieth is dead, not a fifth.
  autovacuum_vacuum_scale_factor: '0.05',
  autovacuum_naptime: '20s',
  jit: 'off',
  huge_pages: 'off',
  log_checkpoints: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Command line arguments of the server for a cluster and a port. */
export function serverFlags(cluster: string, port: number): string[] {
  return [
    '-D',
    cluster,
    '-p',
    String(port),
    ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}
