/** An account statistics box on a page of its own, with the server's reply. */
import { html } from 'lit'
import '../index.ts'
import type { KobleAccountStatistics } from '../elements/account-statistics.ts'
import type { GetToken } from '../facts/request-facts.ts'
import type { FakeServer, Reply } from './fake-server.ts'
import { mount } from './test-page.ts'

export const statisticsPath = 'facts/account-statistics'
export const accountId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'

export const token = (): Promise<string> => Promise.resolve('t1')

export interface ShowOptions {
  readonly getToken?: GetToken | undefined
  readonly id?: string
  readonly server?: string
}

export function showStatistics(server: FakeServer, reply: Reply, options: ShowOptions = {}): KobleAccountStatistics {
  server.routes.set(statisticsPath, reply)
  const { id = accountId, server: address = 'https://koble.example/' } = options
  const getToken = 'getToken' in options ? options.getToken : token
  const element = mount(
    html`<koble-account-statistics
      server=${address}
      account-id=${id}
      language="en-US"
      .getToken=${getToken}
    ></koble-account-statistics>`,
  )
  return element as KobleAccountStatistics
}
