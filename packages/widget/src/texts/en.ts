/** The English catalogue; its type is what every other language has to fill. */
import type { BoxState } from '../box/box-state.ts'

export interface StateText {
  readonly heading: string
  readonly body: string
}

type Silent = 'loading' | 'signingIn' | 'ready' | 'stale'

export interface Texts {
  /** The language of these words, for `lang`. */
  readonly language: string
  readonly none: string
  readonly refresh: string
  readonly refreshing: string
  readonly retry: string
  readonly openInErp: string
  readonly newTab: string
  readonly asOf: string
  readonly loading: string
  readonly signingIn: string
  readonly code: string
  readonly correlationId: string
  readonly details: string
  readonly copied: string
  readonly copyByHand: string
  readonly noLimit: string
  readonly boxes: string
  readonly noRecord: StateText
  readonly copy: (label: string) => string
  readonly updated: (time: string) => string
  readonly staleSince: (time: string) => string
  readonly retryIn: (seconds: string) => string
  readonly creditUsed: (percent: string) => string
  readonly titles: Readonly<Record<'accountStatistics' | 'syncStatus', string>>
  readonly severity: Readonly<Record<'good' | 'warning' | 'severe', string>>
  readonly states: Readonly<Record<Exclude<BoxState, Silent>, StateText>>
  /** Labels by key; a key without one is shown in words of its own. */
  readonly labels: Readonly<Record<string, string>>
  /** Words for values of kind `text`, by key and value. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** What a coupling's standing means and what to do, by its value. */
  readonly standings: Readonly<Record<string, string>>
}

export const en: Texts = {
  language: 'en',
  none: '–',
  refresh: 'Refresh',
  refreshing: 'Refreshing…',
  retry: 'Try again',
  openInErp: 'Open in the ERP',
  newTab: '(opens in a new tab)',
  asOf: 'As of',
  loading: 'Asking the ERP…',
  signingIn: 'Signing in to Koble…',
  code: 'Code',
  correlationId: 'Correlation id',
  details: 'Details',
  copied: 'Copied.',
  copyByHand: 'The value is selected. Press Ctrl+C to copy it.',
  noLimit: 'No limit',
  boxes: 'ERP facts',
  noRecord: {
    heading: 'No record',
    body: 'This page did not say which record it shows. Place the fact boxes on a form, and let the form pass the record’s type and id.',
  },
  copy: (label) => `Copy ${label}`,
  updated: (time) => `Updated ${time}.`,
  staleSince: (time) => `Showing values from ${time}.`,
  retryIn: (seconds) => `Trying again in ${seconds}.`,
  creditUsed: (percent) => `${percent} of the credit limit used`,
  titles: { accountStatistics: 'Account statistics', syncStatus: 'Synchronization' },
  severity: { good: 'Good:', warning: 'Attention:', severe: 'Problem:' },
  states: {
    waiting: { heading: 'Not saved yet', body: 'Save this record; then its ERP figures are shown here.' },
    empty: { heading: 'No figures', body: 'The ERP has no figures for this record yet.' },
    notCoupled: {
      heading: 'Not coupled',
      body: 'This record is not coupled with one of the ERP. Ask your Koble administrator to couple it.',
    },
    notFound: {
      heading: 'Gone from the ERP',
      body: 'The ERP no longer has this record. The next synchronization decides what becomes of the coupling.',
    },
    unconfigured: {
      heading: 'Not set up',
      body: 'This page does not know the address of the Koble server. Ask your administrator to install Koble’s web resources from the console again.',
    },
    signedOut: {
      heading: 'Not signed in',
      body: 'Koble could not confirm who you are. Try again; if it stays, ask your CRM administrator for the role that Koble’s solution brings.',
    },
    noPermission: {
      heading: 'No permission',
      body: 'You may not see these figures. Ask your CRM administrator for the right to read this record.',
    },
    offline: { heading: 'Offline', body: 'There is no network. The figures come when you are online again.' },
    blocked: {
      heading: 'Blocked by this page',
      body: 'The content security policy of the CRM does not let this page reach Koble. Ask your administrator to add the server’s address to connect-src:',
    },
    unreachable: {
      heading: 'Koble does not answer',
      body: 'The Koble server could not be reached, or it does not know this CRM. Try again; if it stays, tell your administrator.',
    },
    erpDown: {
      heading: 'The ERP does not answer',
      body: 'The ERP or the CRM did not answer Koble. It is tried again.',
    },
    throttled: { heading: 'Busy', body: 'The ERP or Koble is busy just now.' },
    error: {
      heading: 'The figures could not be read',
      body: 'Something went wrong. Try again; if it stays, give the details to your administrator.',
    },
  },
  labels: {
    balance: 'Balance',
    overdueAmount: 'Overdue',
    creditLimit: 'Credit limit',
    availableCredit: 'Available credit',
    salesThisYear: 'Sales this year',
    salesLastYear: 'Sales last year',
    totalSales: 'Total sales',
    outstandingOrders: 'Outstanding orders',
    outstandingInvoices: 'Outstanding invoices',
    shippedNotInvoiced: 'Shipped, not invoiced',
    lastPaymentAmount: 'Last payment',
    lastPaymentDate: 'Last payment on',
    paymentTerms: 'Payment terms',
    blocked: 'Blocked',
    customerNumber: 'Customer no.',
    state: 'State',
    agreedAt: 'Last agreed',
    erpName: 'In the ERP',
  },
  values: {
    state: {
      coupled: 'In step',
      creating: 'Being created',
      waiting: 'Waiting',
      conflict: 'Conflict',
      failed: 'Failed',
      skipped: 'Set aside',
    },
  },
  standings: {
    coupled: 'Both systems agree on this record.',
    creating: 'The record is being created in the other system.',
    waiting: 'It waits for another record to be coupled, and goes on by itself when it is.',
    conflict:
      'Both systems changed the same field. An administrator decides in Koble’s console; until then the field stays as it is on both sides.',
    failed: 'The last synchronization of this record failed. Ask your Koble administrator to look at it.',
    skipped: 'This record was set aside. Ask your Koble administrator to retry it.',
  },
}
