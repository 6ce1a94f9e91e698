/**
 * `POST /emulator/load`: one record at a time through the rules of API v2.0, or of Koble's pages where v2.0 has no such set or the set is named
 * `koble/<set>`. Sets that the API only reads are loaded past it; countries and payment methods, which every company begins with, are brought up to the
 * record instead of refused.
 */
import type { Database, Json, JsonObject, ServiceRootDefinition } from '@koble/odata-server'
import { createService, RawNumber, refuse, stringifyJson } from '@koble/odata-server'
import { alreadyExists, relationError } from '../rules/refusals.ts'
import { localCurrency } from '../rules/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { code } from '../values/code.ts'
import { big, canonical } from '../values/decimal.ts'
import { connectorUser } from '../users.ts'
import { companyId } from './setup.ts'

const API = 'http://127.0.0.1/v2.0/sandbox/api/'
const KOBLE = 'koble/'
const SETUP_SETS: Readonly<Record<string, string>> = {
  countriesRegions: names.country,
  paymentMethods: names.paymentMethod,
}

type Loader = (set: string, record: JsonObject) => Promise<void>

/** The two roots whose sets are loaded. */
export interface LoadedRoots {
  readonly v2: ServiceRootDefinition
  readonly koble: ServiceRootDefinition
}

export function createLoader(database: Database, { v2, koble }: LoadedRoots): Loader {
  const apis = {
    v2: { service: createService({ root: v2, database }), path: 'v2.0' },
    koble: { service: createService({ root: koble, database }), path: 'koble/connector/v1.0' },
  }
  const has = (root: ServiceRootDefinition, set: string): boolean => root.sets.some(({ name }) => name === set)
  return async (asked, record) => {
    const set = asked.startsWith(KOBLE) ? asked.slice(KOBLE.length) : asked
    const { service, path } = set !== asked || (!has(v2, set) && has(koble, set)) ? apis.koble : apis.v2
    if (set === 'currencyExchangeRates') return insertRate(database, record)
    const existing = existingSetup(database, set, record)
    const key = existing === undefined ? '' : `(${existing})`
    const response = await service.fetch(
      new Request(`${API}${path}/companies(${companyId})/${encodeURIComponent(set)}${key}`, {
        method: existing === undefined ? 'POST' : 'PATCH',
        headers: { 'Content-Type': 'application/json', 'If-Match': '*' },
        body: stringifyJson(record),
      }),
      connectorUser,
    )
    if (!response.ok) await refuseLike(response)
  }
}

function existingSetup(database: Database, set: string, record: JsonObject): string | undefined {
  const table = SETUP_SETS[set]
  const key = record['code']
  if (table === undefined || typeof key !== 'string') return undefined
  return database.read(companyId).lookup(table, ['code'], [code(key)])?.id
}

async function refuseLike(response: Response): Promise<never> {
  const body = (await response.json()) as { error?: { code?: string; message?: string } }
  const message = (body.error?.message ?? `status ${response.status}`).replace(/ {2}CorrelationId:.*$/, '')
  return refuse(response.status, body.error?.code ?? 'Unknown', message)
}

function insertRate(database: Database, record: JsonObject): void {
  database.transact(connectorUser, companyId, (data) => {
    const currencyCode = codeOf(record, 'currencyCode')
    const relational = codeOf(record, 'relationalCurrencyCode')
    for (const [field, value] of [
      ['Currency Code', currencyCode],
      ['Relational Currency Code', relational === localCurrency(data) ? '' : relational],
    ] as const) {
      const isKnown = value === '' || data.lookup(names.currency, ['code'], [value]) !== undefined
      if (!isKnown) relationError(field, names.exchangeRate, value, names.currency)
    }
    const startingDate = record['startingDate']
    if (typeof startingDate !== 'string' || Number.isNaN(Date.parse(startingDate))) {
      return refuse(400, 'BadRequest', 'Unable to convert value to Date')
    }
    if (currencyCode === '') refuse(400, 'Application_FieldValidationException', 'Currency Code must have a value.')
    if (data.lookup(names.exchangeRate, ['currencyCode', 'startingDate'], [currencyCode, startingDate]) !== undefined) {
      alreadyExists(names.exchangeRate, `Currency Code='${currencyCode}',Starting Date='${startingDate}'`)
    }
    insertRow(data, names.exchangeRate, {
      currencyCode,
      startingDate,
      exchangeRateAmount: amountOf(record['exchangeRateAmount']),
      relationalCurrencyCode: relational === localCurrency(data) ? '' : relational,
      relationalExchangeRateAmount: amountOf(record['relationalExchangeRateAmount']),
    })
  })
}

const codeOf = (record: JsonObject, name: string): string => {
  const value = record[name]
  return typeof value === 'string' ? code(value) : ''
}

function amountOf(value: Json | undefined): string {
  const text = numberText(value)
  if (/^\d+(\.\d+)?$/.test(text) && !big(text).eq(0)) return canonical(big(text))
  return refuse(400, 'BadRequest', `"${text}" is no exchange rate amount: a number above 0 is expected.`)
}

/** The digits of a number, also of one that was kept as text for its precision. */
function numberText(value: Json | undefined): string {
  if (typeof value === 'number' || typeof value === 'string') return String(value)
  return value instanceof RawNumber ? value.text : JSON.stringify(value ?? null)
}
