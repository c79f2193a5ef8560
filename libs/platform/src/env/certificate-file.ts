import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as z from 'zod';

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with a file, as the end of a sentence; else the certificates in it. */
function readCertificates(path: string): { fault: string } | { certificates: string[] } {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return { fault: `must be the path of a file that can be read (${code})` };
  }
  const certificates = content.match(PEM) ?? [];
  if (certificates.length === 0) {
    return {
      fault:
        'must be the path of a file with certificates in PEM, each from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----',
    };
  }
  const broken = certificates.findIndex((pem) => !isCertificate(pem));
  if (broken === -1) return { certificates: [...certificates] };
  return { fault: `must be the path of a file without broken certificates (number ${broken + 1})` };
}

/** Path of a file with one or more certificates in PEM; becomes these certificates. */
export const certificateFile = z.string().transform((path, context): readonly string[] => {
  const read = readCertificates(path);
  if ('certificates' in read) return read.certificates;
  context.addIssue({ code: 'custom', message: read.fault });
  return z.NEVER;
});
