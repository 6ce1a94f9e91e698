/** Resets the emulator to one of its states (the outside contract's "Control of the emulators"). */
import type { Database, Json, JsonObject } from '@koble/odata-server'
import { refuse } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import { systemUser } from '../users.ts'
import { seedDemo } from './demo.ts'
import { seedLarge } from './large.ts'
import { companyId, insertCompany } from './setup.ts'

/** Empties everything but the webhook registrations, and fills it anew. */
export function reseed(database: Database, seed: string, options: JsonObject = {}): void {
  const fill = filling(database, seed, options)
  database.reset({ seed: `erp ${seed}`, keep: [names.subscription] })
  fill()
  database.setFact('seeded', seed)
}

function filling(database: Database, seed: string, options: JsonObject): () => void {
  if (seed === 'demo') return () => seedDemo(database)
  if (seed === 'empty') {
    const localCurrency = currencyOption(options['localCurrency'])
    return () =>
      database.transact(systemUser, companyId, (data) =>
        insertCompany(data, { name: 'Empty Company', displayName: 'Empty Company', localCurrency, typedNumbers: true }),
      )
  }
  if (seed === 'large') {
    const counts = options['counts']
    const given = isObject(counts) ? counts : {}
    const count = (name: string, otherwise: number): number => countOption(name, given[name], otherwise)
    const large = {
      customers: count('customers', 10_000),
      contacts: count('contacts', 0),
      ledgerEntries: count('ledgerEntries', 0),
    }
    return () => seedLarge(database, large)
  }
  return refuse(400, 'BadSeed', `The seed "${seed}" is not known. Use "demo", "empty" or "large".`)
}

function currencyOption(value: Json | undefined): string {
  if (value === undefined || value === null) return 'EUR'
  if (typeof value === 'string' && /^[A-Za-z]{3}$/.test(value)) return value.toUpperCase()
  return refuse(400, 'BadLocalCurrency', 'localCurrency must be a currency code of three letters, such as "EUR".')
}

function countOption(name: string, value: Json | undefined, otherwise: number): number {
  if (value === undefined || value === null) return otherwise
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 2_000_000) return value
  return refuse(400, 'BadCount', `counts.${name} must be a whole number from 0 to 2000000.`)
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('text' in value)
