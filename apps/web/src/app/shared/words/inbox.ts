/** Words of the inbox. */
export const inboxWords = {
  title: 'Inbox',
  show: 'Show',
  all: 'All',
  unread: 'Unread',
  mark: 'Mark read',
  markAll: 'Mark all read',
  none: 'Nothing here yet',
  noneUnread: 'Everything is read',
  noneHint: 'Everything sent to your channels is kept here too.',
};
