/** Every text that the elements themselves say, in English; the one file to translate. */
const plural = new Intl.PluralRules('en')

/** "1 row", "2 rows": the count is written as it stands, with separators. */
export const counted = (count: number, one: string, other = `${one}s`): string =>
  `${count.toLocaleString()} ${plural.select(count) === 'one' ? one : other}`

export const texts = {
  skipToContent: 'Skip to content',
  navigation: 'Main navigation',
  openNavigation: 'Open navigation',
  factBoxes: 'Fact boxes',
  back: 'Back',
  loading: 'Loading',
  retry: 'Try again',
  dismiss: 'Dismiss',
  close: 'Close',
  cancel: 'Cancel',
  moreActions: 'More actions',
  selectRow: (name: string) => `Select ${name}`,
  selectAll: 'Select all rows',
  rowActions: 'Actions',
  sortBy: 'Sort by',
  loadMore: 'Load more',
  rows: (shown: number, total: number | undefined) =>
    total === undefined || total <= shown
      ? counted(shown, 'row')
      : `${shown.toLocaleString()} of ${counted(total, 'row')}`,
  nothingHere: 'Nothing here yet',
  somethingFailed: 'Something went wrong',
  copy: (what: string) => `Copy ${what}`,
  copied: 'Copied',
  copyFailed: 'Could not copy. Select the text and copy it by hand.',
  correlationId: 'correlation id',
  required: 'required',
  valueMissing: (label: string) => `Enter ${label}.`,
  numberExpected: (label: string, example: string) => `${label} must be a number, for example ${example}.`,
  integerExpected: (label: string) => `${label} must be a whole number, for example 12.`,
  tooSmall: (label: string, min: string) => `${label} must be at least ${min}.`,
  tooLarge: (label: string, max: string) => `${label} must be at most ${max}.`,
  tooLong: (label: string, most: number, is: number) =>
    `${label} may have at most ${counted(most, 'character')}; it has ${is.toLocaleString()}.`,
  yes: 'Yes',
  no: 'No',
  emptyValue: '(empty)',
  field: 'Field',
  changed: 'changed',
  progressOf: (value: string, max: string) => `${value} of ${max}`,
  connection: { connecting: 'Connecting', live: 'Live', reconnecting: 'Reconnecting', offline: 'Offline' },
} as const
