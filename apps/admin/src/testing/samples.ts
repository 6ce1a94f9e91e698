/** Answers of the API as its types describe them, for the pages' tests. */
import type {
  Conflict,
  Connection,
  ConnectionTest,
  Coupling,
  Effect,
  HistoryEntry,
  Job,
  Overview,
  RecordError,
  Review,
  Waiting,
} from '../api/types.ts'

const at = '2026-01-31T10:00:00.000Z'

export const aConnection = (change: Partial<Connection> = {}): Connection => ({
  id: 'c1',
  name: 'Demo',
  enabled: true,
  erp: {
    kind: 'business-central',
    baseUrl: 'http://127.0.0.1:4010/v2.0/sandbox',
    authority: 'http://127.0.0.1:4010',
    tenant: 'common',
    clientId: 'koble-demo',
    company: 'Fjordlys Trading',
  },
  crm: {
    kind: 'dataverse',
    baseUrl: 'http://127.0.0.1:4020',
    authority: null,
    tenant: 'common',
    clientId: 'koble-demo',
  },
  createdAt: at,
  ...change,
})

export const anOverview = (change: Partial<Overview['mappings'][number]> = {}): Overview => ({
  mappings: [
    {
      mapping: 'customer',
      label: 'Customers',
      enabled: true,
      coupled: 40,
      conflicts: 2,
      waiting: 0,
      skipped: 1,
      problems: 0,
      lastSuccess: at,
      trouble: null,
      ...change,
    },
  ],
  worker: { running: false, lastSeen: at },
})

export const aReview = (): Review => ({
  tables: [
    {
      mapping: 'currency',
      label: 'Currencies',
      dependsOn: [],
      enabled: true,
      direction: 'toCrm',
      recommendedDirection: 'toCrm',
      coupled: 3,
      erpCount: 5,
      crmCount: 3,
      state: 'synchronized',
      note: null,
    },
    {
      mapping: 'customer',
      label: 'Customers',
      dependsOn: ['currency'],
      enabled: true,
      direction: 'both',
      recommendedDirection: 'both',
      coupled: 0,
      erpCount: 40,
      crmCount: null,
      state: 'new',
      note: null,
    },
  ],
})

export const aJob = (change: Partial<Job> = {}): Job => ({
  id: 'j1',
  connection: 'c1',
  kind: 'full',
  status: 'running',
  counts: { inserted: 3, modified: 2, deleted: 0, unchanged: 10, skipped: 0, failed: 0, coupled: 5, uncoupled: 0 },
  progress: {
    done: 20,
    total: 80,
    perSecond: 12.5,
    secondsLeft: 75,
    tables: [
      { mapping: 'currency', state: 'done', done: 8, total: 8 },
      { mapping: 'customer', state: 'running', done: 12, total: 72 },
    ],
  },
  error: null,
  startedAt: at,
  finishedAt: null,
  ...change,
})

export const aCoupling = (change: Partial<Coupling> = {}): Coupling => ({
  id: 'k1',
  mapping: 'customer',
  erpId: '6e786e0f-0000-4000-8000-000000000001',
  crmId: 'cf6ff8ee-0000-4000-8000-000000000001',
  erpName: 'Cafe Nord',
  crmName: 'Cafe Nord ApS',
  state: 'coupled',
  outside: false,
  agreedAt: at,
  problem: null,
  erpUrl: 'http://127.0.0.1:4010/customers/1',
  crmUrl: 'http://127.0.0.1:4020/accounts/1',
  ...change,
})

export const aConflict = (change: Partial<Conflict> = {}): Conflict => ({
  id: 'x1',
  version: 7,
  kind: 'update',
  mapping: 'customer',
  coupling: 'k1',
  erpName: 'Cafe Nord',
  crmName: 'Cafe Nord ApS',
  goneOn: null,
  message: null,
  fields: [
    { field: 'name', label: 'name', base: { erp: 'Cafe', crm: 'Cafe' }, erp: 'Cafe Nord', crm: 'Cafe Nord ApS' },
    { field: 'creditLimit', label: 'creditLimit', base: { erp: '100', crm: '100' }, erp: '200', crm: null },
  ],
  openedAt: at,
  ...change,
})

export const aHistory = (): HistoryEntry => ({
  at,
  side: 'crm',
  operation: 'update',
  state: 'done',
  fields: [{ field: 'telephone1', from: '1', to: '2' }],
  error: null,
})

export const anEffect = (): Effect => ({
  id: 'e1',
  mapping: 'customer',
  side: 'crm',
  operation: 'update',
  erpId: 'a',
  crmId: 'b',
  values: { telephone1: '2' },
  overwrote: { telephone1: '1' },
  state: 'done',
  error: null,
  at,
})

export const anError = (): RecordError => ({
  code: 'not-coupled',
  record: { side: 'erp', id: 'a', name: 'Cafe Nord' },
  mapping: 'customer',
  message: 'Customer Cafe Nord: currency USD is not coupled.',
  action: 'Couple the currency, then retry.',
  url: 'http://127.0.0.1:4010/customers/1',
})

export const aWaiting = (): Waiting => ({
  mapping: 'contact',
  side: 'crm',
  id: 'b',
  name: 'Tor Isaksen',
  waitsFor: { mapping: 'customer', side: 'crm', id: '77e1a597' },
  since: at,
})

export const aTest = (): ConnectionTest => ({
  ok: false,
  checks: [
    { side: 'erp', name: 'sign-in', label: 'Sign-in', ok: true, message: 'Business Central accepts the credentials.' },
    { side: 'crm', name: 'sign-in', label: 'Sign-in', ok: false, message: 'The secret has expired. Make a new one.' },
  ],
})

export const page = <Item>(...items: readonly Item[]) => ({ items, next: null })
