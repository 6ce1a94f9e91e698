/** Collects general ledger amounts of one posting: one entry per account, posting groups, VAT groups and dimensions (erp-business-logic, section 3.3). */
import type { Draft } from '@koble/odata-server'
import type Big from 'big.js'
import { big, canonical } from '../values/decimal.ts'
import { writeGeneral, type Posting } from './posting.ts'

export interface GeneralBuffer {
  /** `groups`: what splits entries, and stands in them. */
  add(account: string, value: string, groups?: Readonly<Draft>): void
  write(posting: Posting, description: string): void
}

export function generalBuffer(): GeneralBuffer {
  const sums = new Map<string, { account: string; groups: Readonly<Draft>; value: Big }>()
  return {
    add(account, value, groups = {}) {
      const key = JSON.stringify([account, groups])
      const before = sums.get(key)?.value ?? big(0)
      sums.set(key, { account, groups, value: before.plus(value) })
    },
    write(posting, description) {
      for (const { account, groups, value } of sums.values()) {
        writeGeneral(posting, account, canonical(value), description, groups)
      }
    },
  }
}
