import { Service } from '@angular/core';
import { maintenanceList, muteList } from '../../shared/data/alert-rules';

/** Mutes and maintenance, kept up to date also while another page is open: going back then moves nothing. */
@Service()
export class OngoingSilences {
  readonly mutes = muteList();
  readonly windows = maintenanceList();
}
