export { chainOf, issue, type TestCertificate } from './testing/certificates.ts';
export {
  hostileAnswers,
  startHostileServer,
  type HostileAnswer,
  type HostileServer,
} from './testing/hostile-answers.ts';
