import { expect, it } from 'vitest'
import { endpointAddress } from './endpoint-address.ts'

const stamps = { rowVersion: 1, createdAt: '', createdBy: '', modifiedAt: '', modifiedBy: '' }
const settings = `<settings><setting name='x-koble-key' value='9&amp;2' /><setting name="b" value="c d"/></settings>`

it.each([
  ['headers', 5, settings, 'http://k.example/h', { 'x-koble-key': '9&2', b: 'c d' }],
  ['query values', 6, settings, 'http://k.example/h?x-koble-key=9%262&b=c+d', {}],
  ['a webhook key', 4, 'secret', 'http://k.example/h?code=secret', {}],
  ['nothing', 4, null, 'http://k.example/h', {}],
])('an endpoint proves itself by %s', (_, authtype, authvalue, url, headers) => {
  const address = endpointAddress({ id: 'x', ...stamps, url: 'http://k.example/h', authtype, authvalue })
  expect(address).toEqual({ url, headers })
})
