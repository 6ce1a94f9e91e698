/** Random headers: conditions, preferences, content types, sign-in. */
import type { Random } from '@koble/odata-server/testing'
import { CID } from '../../testing/test-erp.ts'

export function drawHeaders(random: Random): Record<string, string> {
  const pick = (chance: number, name: string, values: readonly string[]): Record<string, string> =>
    random.chance(chance) ? { [name]: random.pick(values) } : {}
  return {
    Authorization: random.chance(0.98) ? 'Bearer koble-dev-token' : random.pick(['Bearer x', 'Basic YTpi', '']),
    'Content-Type': random.chance(0.9)
      ? 'application/json'
      : random.pick([
          'text/plain',
          'application/xml',
          'multipart/mixed; boundary=b',
          'application/octet-stream',
          'application/json; charset=utf-16',
          ';',
        ]),
    ...pick(0.6, 'If-Match', ['*', '*', '*', 'W/"x"', '""', 'W/"JzE5OzY4NDEyMDc1NTMzOTEwMjg0NDcxOzAwOyc="', '*, *']),
    ...pick(0.05, 'If-None-Match', ['*', 'W/"x"']),
    ...pick(0.2, 'Prefer', [
      'odata.maxpagesize=2',
      'odata.maxpagesize=0',
      'odata.maxpagesize=x',
      'return=minimal',
      'return-no-content',
      'odata.track-changes',
      ',,=',
      'odata.continue-on-error',
    ]),
    ...pick(0.1, 'Accept', [
      'application/json;odata.metadata=full',
      'application/json;odata.metadata=none',
      'application/json;IEEE754Compatible=true',
      'text/html',
      '*/*',
      '',
    ]),
    ...pick(0.05, 'Isolation', ['snapshot', 'x']),
    ...pick(0.05, 'Data-Access-Intent', ['ReadOnly', 'ReadWrite', 'x']),
    ...pick(0.05, 'Accept-Language', ['de-DE', 'xx', ';;']),
    ...pick(0.05, 'Company', ['Fjordlys Trading', 'x', CID]),
  }
}
