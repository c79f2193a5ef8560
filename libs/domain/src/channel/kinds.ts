import { discord } from './discord.ts';
import { email } from './email.ts';
import { ntfy } from './ntfy.ts';
import { pagerduty } from './pagerduty.ts';
import { pushover } from './pushover.ts';
import { slack } from './slack.ts';
import { teams } from './teams.ts';
import { telegram } from './telegram.ts';
import { webhook } from './webhook.ts';

/** Kinds of channel that people can add; `in-app` always exists and is not configured. */
export const channelKinds = {
  email,
  slack,
  discord,
  teams,
  telegram,
  ntfy,
  pushover,
  pagerduty,
  webhook,
};
