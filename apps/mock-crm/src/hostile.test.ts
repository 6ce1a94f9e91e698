/** Whatever a client sends gets an answer of the service's, and the data is as it was. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openClient, type Client } from './testing/client.ts'

let client: Client
beforeAll(async () => {
  client = await openClient()
})
afterAll(() => client.crm.close())

const seed = Date.now() % 2_147_483_647
const settings = { numRuns: 150, seed }

const atoms = [
  'name',
  'creditlimit',
  'statecode',
  '_ownerid_value',
  'createdon',
  'primarycontactid/fullname',
  "'a'",
  '1',
  'null',
  'true',
  'eq',
  'ne',
  'gt',
  'and',
  'or',
  'not',
  '(',
  ')',
  ',',
  "contains(name,'%')",
  "Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=[",
  ']',
  '$it',
  '@p',
  "'",
  '\u0000',
  '\u{1f600}',
  'any(c:c/name)',
  '99999999999999999999',
]
const expression = fc.array(fc.constantFrom(...atoms), { maxLength: 8 }).map((words) => words.join(' '))
const option = fc.constantFrom(
  '$filter',
  '$select',
  '$expand',
  '$orderby',
  '$top',
  '$count',
  '$skiptoken',
  '$deltatoken',
  'x',
)

/** 501 is the emulator's word for what it leaves out; every other answer of 500 and above is a fault of its own. */
const isAnswer = (status: number): boolean => status < 500 || status === 501

const countAccounts = async (): Promise<number> => Number((await client.get('accounts/$count')).text)

const anyText = fc.oneof(
  fc.constantFrom('+0', 'creditlimit eq +1'),
  fc.string().map((text) => text.toWellFormed()),
)

it(`no query is answered with a fault (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(option, fc.oneof(expression, anyText), async (name, text) => {
      const answer = await client.get(`accounts?${name}=${encodeURIComponent(text)}`)
      expect(isAnswer(answer.status), `${name}=${text}: ${answer.status} ${answer.text}`).toBe(true)
    }),
    settings,
  )
})

it(`no body is answered with a fault, and a refused one leaves nothing (seed ${seed})`, async () => {
  const name = fc.constantFrom(
    'name',
    'creditlimit',
    'statecode',
    'accountid',
    'primarycontactid',
    'primarycontactid@odata.bind',
    'contact_customer_accounts',
    'ownerid@odata.bind',
    'createdon',
    '@odata.type',
    '_ownerid_value',
    'x',
  )
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, fc.jsonValue(), { maxKeys: 4 }), async (body) => {
      const before = await countAccounts()
      const answer = await client.post('accounts', body)
      expect(isAnswer(answer.status), `${JSON.stringify(body)}: ${answer.status} ${answer.text}`).toBe(true)
      expect((await countAccounts()) - before).toBe(answer.status === 204 ? 1 : 0)
    }),
    settings,
  )
})

it(`no path is answered with a fault (seed ${seed})`, async () => {
  const known = fc.constantFrom(
    'accounts',
    'accounts()',
    "accounts('x')",
    '$count',
    '$ref',
    '$value',
    'EntityDefinitions',
    "EntityDefinitions(LogicalName='account')",
    'Attributes',
    'WhoAmI()',
    '$batch',
    '$metadata',
    '..',
    '%25',
  )
  const method = fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE')
  const segment = fc.oneof(
    known,
    fc.string().map((text) => encodeURIComponent(text.toWellFormed())),
  )
  await fc.assert(
    fc.asyncProperty(method, fc.array(segment, { maxLength: 4 }), async (verb, segments) => {
      const path = `accounts/${segments.join('/')}`
      const answer = await client.call(verb, path, verb === 'GET' ? {} : { body: {} })
      expect(isAnswer(answer.status), `${verb} ${path}: ${answer.status} ${answer.text}`).toBe(true)
    }),
    settings,
  )
})
