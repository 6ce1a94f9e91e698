/** The contract of core's connector port as a vitest suite: the same rules on the real connectors and on the one in memory. */
import { afterEach, beforeEach, describe } from 'vitest'
import { connectorSteps } from './connector/connector-under-test.ts'
import type { ConnectorUnderTest } from './connector/connector-under-test.ts'
import { feedContract } from './connector/feed-contract.ts'
import { readingContract } from './connector/reading-contract.ts'
import { writingContract } from './connector/writing-contract.ts'

/** Opened anew for each test. */
export const connectorContract = (name: string, open: () => Promise<ConnectorUnderTest>): void => {
  describe(`connector contract: ${name}`, { timeout: 60_000 }, () => {
    let under: ConnectorUnderTest | null = null
    const opened = (): ConnectorUnderTest => {
      if (under === null) throw new Error('The connector under test is not open.')
      return under
    }
    beforeEach(async () => {
      under = await open()
    }, 60_000)
    afterEach(async () => under?.close())

    const steps = connectorSteps(opened)
    readingContract(opened, steps)
    writingContract(opened, steps)
    feedContract(opened, steps)
  })
}
