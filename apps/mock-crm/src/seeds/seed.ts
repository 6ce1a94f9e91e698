/** Seeds of the emulator: a deterministic state each. Truth: "Control of the emulators" of the outside contract. */
import { refuse, type Database, type JsonObject, type Principal } from '@koble/odata-server'
import { fillDemo } from './fill-demo.ts'
import { fillLarge } from './fill-large.ts'
import { fillOrganization } from './fill-organization.ts'
import { keptTables } from './kept.ts'
import { administrator } from './people.ts'
import { textOf } from '../text-of.ts'

const system: Principal = { id: administrator.id, name: 'SYSTEM', person: false }
const known = ['demo', 'empty', 'large']

export interface SeedRequest {
  readonly seed: string
  readonly options: JsonObject
}

/** Fills a database that has never been filled. */
export function seedFresh(database: Database): void {
  if (database.getFact('seeded') !== undefined) return
  fill(database, 'demo', 'EUR', { accounts: 0, contacts: 0 })
  database.setFact('seeded', 'demo')
}

export function resetTo(database: Database, { seed, options }: SeedRequest): void {
  if (!known.includes(seed)) refuse(400, 'BadRequest', `There is no seed '${seed}'. Use one of ${known.join(', ')}.`)
  const currency = currencyOf(options['localCurrency'])
  const counts = countsOf(options['counts'])
  database.reset({ seed, keep: keptTables })
  fill(database, seed, currency, counts)
  database.setFact('seeded', seed)
}

function fill(
  database: Database,
  seed: string,
  currency: string,
  counts: { accounts: number; contacts: number },
): void {
  database.transact(system, '', (data) => {
    fillOrganization(data, currency)
    if (seed === 'demo') fillDemo(data, currency)
    if (seed === 'large') fillLarge(data, currency, counts)
  })
}

function currencyOf(value: unknown): string {
  if (value === undefined) return 'EUR'
  if (typeof value === 'string' && /^[A-Z]{3}$/.test(value)) return value
  return refuse(
    400,
    'BadRequest',
    `localCurrency must be an ISO code of three capital letters, not '${textOf(value)}'.`,
  )
}

/** Without counts a large organization has 10,000 accounts and twice as many contacts; with them, what they name. */
function countsOf(value: unknown): { accounts: number; contacts: number } {
  if (value === undefined) return { accounts: 10_000, contacts: 20_000 }
  const given: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {}
  return { accounts: countOf(given, 'accounts'), contacts: countOf(given, 'contacts') }
}

function countOf(counts: Readonly<Record<string, unknown>>, name: string): number {
  const count = counts[name] ?? 0
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0 && count <= 2_000_000) return count
  return refuse(400, 'BadRequest', `counts.${name} must be a whole number from 0 to 2,000,000.`)
}
