/** All migrations by name, in order. Names sort; what shipped stays as it is. */
import type { Migration } from 'kysely/migration'
import { initial } from './0001-initial.ts'

export const migrations: Readonly<Record<string, Migration>> = { '0001-initial': initial }
