export { createHttpProbe, type HttpProbeOptions } from './http/probe.ts';
