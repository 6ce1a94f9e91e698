/** Several connections on one remote system: the registrations of one outlive what another asks for. */
import { erpEntities } from '@koble/business-central'
import type { Entity, RemoteRecord, Values } from '@koble/core'
import { crmEntities } from '@koble/dataverse'
import { describe, expect, test, vi } from 'vitest'
import { openCrm, openErp, write, type OpenedCrm, type OpenedErp } from './open-systems.ts'

const { customers, contacts, salespeople } = erpEntities
const { account, contact, systemuser } = crmEntities

interface Received {
  readonly url: string
  readonly body: string
}

const receiver = () => {
  const received: Received[] = []
  const receive = async (url: string, init: RequestInit): Promise<Response> => {
    const token = new URL(url).searchParams.get('validationToken')
    if (token !== null) return new Response(token, { headers: { 'content-type': 'text/plain' } })
    received.push({ url, body: await new Response(init.body ?? null).text() })
    return new Response(null, { status: 202 })
  }
  return { received, receive }
}

async function edit({ control, person }: OpenedErp | OpenedCrm, entity: Entity, values: Values): Promise<RemoteRecord> {
  await control('limits', { notificationDelayMs: 10 })
  const page = await person.readPage({ entity, fields: [], where: [], cursor: null, pageSize: 1 })
  const [record] = page.records
  if (record === undefined) throw new Error(`There is no ${entity.label}.`)
  const [outcome] = await person.write([write(entity, 'update', record.id, values, record.tag)])
  if (outcome?.state !== 'done') throw new Error(JSON.stringify(outcome))
  return record
}

const arrives = (received: readonly Received[], text: string, url: string) =>
  vi.waitFor(() => expect(received.some((one) => one.url === url && one.body.includes(text))).toBe(true), {
    timeout: 10_000,
  })

describe('two connections of one company in the ERP', () => {
  test('each hear of the tables that they asked for, and a table asked for twice is registered once', async () => {
    const { received, receive } = receiver()
    const erp = await openErp({ receive })
    try {
      const shared = { url: 'http://koble.test/hooks/bc/1', secret: 's3' }
      await erp.connector.ensure({ ...shared, entities: [customers, contacts] })
      await erp.connector.ensure({ ...shared, entities: [customers, salespeople] })
      const person = await edit(erp, contacts, { addressLine2: 'Hus B' })
      await arrives(received, person.id, shared.url)
      await erp.connector.removeAll()
    } finally {
      await erp.close()
    }
  })

  test('another program’s registration stays when Koble’s go', async () => {
    const { received, receive } = receiver()
    const erp = await openErp({ receive })
    try {
      const theirs = { entities: [customers], url: 'http://other.test/hook', secret: 'x' }
      await erp.person.ensure(theirs)
      await erp.connector.ensure({ entities: [customers], url: 'http://koble.test/hooks/bc/1', secret: 's3' })
      await erp.connector.removeAll()
      const record = await edit(erp, customers, { addressLine2: 'Hus B' })
      await arrives(received, record.id, theirs.url)
      expect(received.every(({ url }) => url === theirs.url)).toBe(true)
    } finally {
      await erp.close()
    }
  })
})

describe('two connections of one organization in the CRM', () => {
  test('each hear of the tables that they asked for', async () => {
    const { received, receive } = receiver()
    const crm = await openCrm(receive)
    try {
      const shared = { url: 'http://koble.test/hooks/dv/1', secret: 's3' }
      await crm.connector.ensure({ ...shared, entities: [account, contact] })
      await crm.connector.ensure({ ...shared, entities: [account, systemuser] })
      const person = await edit(crm, contact, { address1_line2: 'Hus B' })
      await arrives(received, person.id, shared.url)
      await crm.connector.removeAll()
    } finally {
      await crm.close()
    }
  })

  test('another Koble’s endpoint is heard beside ours, and stays when ours goes', async () => {
    const { received, receive } = receiver()
    const crm = await openCrm(receive)
    try {
      const theirs = { entities: [account], url: 'http://other.test/hooks/dv/1', secret: 'x' }
      await crm.person.ensure(theirs)
      const ours = { entities: [account], url: 'http://koble.test/hooks/dv/1', secret: 's3' }
      await crm.connector.ensure(ours)
      const record = await edit(crm, account, { address1_line2: 'Hus B' })
      await arrives(received, record.id, theirs.url)
      await arrives(received, record.id, ours.url)
      await crm.connector.removeAll()
      received.length = 0
      await edit(crm, account, { address1_line2: 'Hus C' })
      await arrives(received, record.id, theirs.url)
      expect(received.every(({ url }) => url === theirs.url)).toBe(true)
    } finally {
      await crm.close()
    }
  })
})
