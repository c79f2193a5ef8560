import { reportRdapList, type RdapListReport } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** Which list of RDAP services the workers use, and how old it is. */
export const readRdapList = async ({
  ports: { rdapList, now },
}: Context<Pick<Ports, 'rdapList' | 'now'>>): Promise<RdapListReport> =>
  reportRdapList(await rdapList.state(), now());
