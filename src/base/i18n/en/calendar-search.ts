/** Finding events by words. */
export const calendarSearch = {
  label: 'Search events',
  placeholder: 'Search',
  open: 'Search events',
  close: 'Close the search',
  clear: 'Clear the search',
  results: 'Events found',
  coming: 'Coming',
  past: 'Past',
  today: 'Today',
  tomorrow: 'Tomorrow',
  yesterday: 'Yesterday',
  found_one: '{{count}} event found. Choose with the arrow keys.',
  found_other: '{{count}} events found. Choose with the arrow keys.',
  searching: 'Searching…',
  none: 'Nothing found for “{{query}}”',
  noneHint: 'Every word must be in the title, the place, the description or the people of an event. Try fewer words.',
};
