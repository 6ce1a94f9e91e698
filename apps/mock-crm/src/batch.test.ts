/** `$batch`, multipart (reference/wire-examples.md, B13 and B14; reference/dataverse-protocol.md, section 9). */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openClient, root, rowsOf, type Client } from './testing/client.ts'

let client: Client
beforeAll(async () => {
  client = await openClient()
})
afterAll(() => client.crm.close())

const crlf = (lines: readonly string[]): string => lines.join('\r\n')

const part = (id: number, method: string, path: string, body: object): readonly string[] => [
  'Content-Type: application/http',
  'Content-Transfer-Encoding: binary',
  `Content-ID: ${id}`,
  '',
  `${method} ${path} HTTP/1.1`,
  'Content-Type: application/json; type=entry',
  '',
  JSON.stringify(body),
]

const read = (path: string): readonly string[] => [
  'Content-Type: application/http',
  'Content-Transfer-Encoding: binary',
  '',
  `GET ${path} HTTP/1.1`,
  'Accept: application/json',
  '',
  '',
]

const changeSet = (...parts: readonly (readonly string[])[]): readonly string[] => [
  'Content-Type: multipart/mixed; boundary="changeset_A"',
  '',
  ...parts.flatMap((lines) => ['--changeset_A', ...lines]),
  '--changeset_A--',
  '',
]

const send = (parts: readonly (readonly string[])[], headers: Readonly<Record<string, string>> = {}) =>
  client.call('POST', '$batch', {
    body: crlf([...parts.flatMap((lines) => ['--batch_1', ...lines]), '--batch_1--', '']),
    headers: { 'Content-Type': 'multipart/mixed; boundary="batch_1"', ...headers },
  })

it('a change set creates rows that refer to each other, and a read follows', async () => {
  const answer = await send([
    changeSet(
      part(1, 'POST', '/api/data/v9.2/accounts', { name: 'A. Datum' }),
      part(2, 'POST', '/api/data/v9.2/contacts', { lastname: 'Kim', 'parentcustomerid_account@odata.bind': '$1' }),
    ),
    read("/api/data/v9.2/accounts?$select=name&$filter=name eq 'A. Datum'"),
  ])
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Content-Type')).toMatch(/^multipart\/mixed; boundary=batchresponse_/)
  expect(answer.text).toContain('Content-Type: multipart/mixed; boundary=changesetresponse_')
  expect(answer.text.match(/HTTP\/1\.1 204 No Content/g)).toHaveLength(2)
  expect(answer.text).toContain(`OData-EntityId: ${root}/accounts(`)
  expect(answer.text).toContain('"name":"A. Datum"')
  const contact = rowsOf(
    await client.get(
      "contacts?$select=lastname&$filter=lastname eq 'Kim'&$expand=parentcustomerid_account($select=name)",
    ),
  )[0]
  expect(contact).toMatchObject({ parentcustomerid_account: { name: 'A. Datum' } })
})

it('the first error stops the batch and gives it its status; a failed change set leaves nothing', async () => {
  const answer = await send([
    changeSet(part(1, 'POST', 'accounts', { name: 'Half' }), part(2, 'POST', 'accounts', { name: 'x'.repeat(200) })),
    read('accounts?$select=name&$top=1'),
  ])
  expect(answer.status).toBe(400)
  expect(answer.text).toContain('0x80044331')
  expect(answer.text).not.toContain('"value"')
  expect(rowsOf(await client.get("accounts?$filter=name eq 'Half'"))).toEqual([])
})

it('continue-on-error answers every part with an outer 200', async () => {
  const answer = await send([read('ontacts'), read('accounts?$select=name&$top=1')], {
    Prefer: 'odata.continue-on-error',
  })
  expect(answer.status).toBe(200)
  expect(answer.text).toContain('HTTP/1.1 404 Not Found')
  expect(answer.text).toContain('"value":[')
})

it('a reference forward is refused', async () => {
  const answer = await send([
    changeSet(
      part(1, 'POST', 'contacts', { lastname: 'Lost', 'parentcustomerid_account@odata.bind': '$2' }),
      part(2, 'POST', 'accounts', { name: 'Late' }),
    ),
  ])
  expect(answer.text).toContain("Content-ID Reference: '$2' does not exist in the batch context.")
})

it('counters count the parts under their own methods and sets', async () => {
  await client.call('DELETE', '/emulator/requests')
  await send([changeSet(part(1, 'POST', 'accounts', { name: 'Counted' })), read('contacts?$top=1')])
  const counters = (await client.call('GET', '/emulator/requests')).json
  expect(counters).toMatchObject({ batches: 1, bySet: { accounts: { POST: 1 }, contacts: { GET: 1 } } })
})
