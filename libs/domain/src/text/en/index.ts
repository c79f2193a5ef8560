import * as titles from './alert-title.ts';
import { BACKUP_FAULT_SENTENCES } from './backup.ts';
import { CAUSE_SENTENCES, UNKNOWN_CAUSE } from './cause.ts';
import { describeEgress } from './egress.ts';
import { digestTitle } from './digest.ts';
import { CHANNEL_URL_SENTENCES } from './channel-url.ts';
import { describeCertificateChange } from './certificate-change.ts';
import { CERTIFICATE_SENTENCES, describePlace, unknownFinding } from './certificate-finding.ts';
import { FAILURE_WORDS } from './failure-class.ts';
import { FAILURE_SENTENCES, surroundFailure } from './failure.ts';
import { EXAMPLE_WORDS } from './examples.ts';
import * as message from './message.ts';
import { publicWords } from './public-status.ts';
import { reportWords } from './report.ts';
import * as rdapList from './rdap-list.ts';
import {
  REGISTRATION_FAILURE_SENTENCES,
  UNKNOWN_REGISTRATION_FAILURE,
} from './registration-failure.ts';
import * as sending from './sending.ts';
import { TROUBLE_SENTENCES } from './trouble.ts';

/** Everything that is said in English. */
export const ENGLISH = {
  examples: EXAMPLE_WORDS,
  failureClasses: FAILURE_WORDS,
  failures: FAILURE_SENTENCES,
  surroundFailure,
  causes: CAUSE_SENTENCES,
  certificateFacts: CERTIFICATE_SENTENCES,
  findingPlace: describePlace,
  unknownFinding,
  certificateChange: describeCertificateChange,
  troubles: TROUBLE_SENTENCES,
  backupFaults: BACKUP_FAULT_SENTENCES,
  registrationFailures: REGISTRATION_FAILURE_SENTENCES,
  publicStatus: publicWords,
  rdapList,
  report: reportWords,
  unknownRegistrationFailure: UNKNOWN_REGISTRATION_FAILURE,
  unknownCause: UNKNOWN_CAUSE,
  titles,
  digestTitle,
  describeEgress,
  channelUrl: CHANNEL_URL_SENTENCES,
  sending,
  message,
};
