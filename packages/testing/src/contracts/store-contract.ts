/** The contract of core's store port as a vitest suite: the same rules on the embedded database, on Postgres and in memory. */
import { afterAll, beforeAll, describe } from 'vitest'
import { couplingsContract } from './store/couplings-contract.ts'
import { effectsContract } from './store/effects-contract.ts'
import { pendingContract } from './store/pending-contract.ts'
import { plansContract } from './store/plans-contract.ts'
import { runsContract } from './store/runs-contract.ts'
import type { OpenStore, StoreUnderTest } from './store/store-under-test.ts'

/** Opened once for the suite; each test takes a connection of its own. */
export const storeContract = (name: string, open: OpenStore): void => {
  describe(`store contract: ${name}`, () => {
    let under: StoreUnderTest | null = null
    const opened = (): StoreUnderTest => {
      if (under === null) throw new Error('The store under test is not open.')
      return under
    }
    beforeAll(async () => {
      under = await open()
    }, 60_000)
    afterAll(async () => under?.close())

    couplingsContract(opened)
    plansContract(opened)
    effectsContract(opened)
    pendingContract(opened)
    runsContract(opened)
  })
}
