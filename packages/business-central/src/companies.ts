/** The companies of an environment, to choose from. */
import { asJson, readCollection, textOf } from '@koble/odata-client'
import { openClient, type BusinessCentralAccess } from './open-client.ts'
import { standardRoot } from './session.ts'
import { translating } from './vendor-error.ts'

export interface Company {
  readonly id: string
  readonly name: string
  readonly displayName: string
}

export async function listCompanies(access: BusinessCentralAccess, signal?: AbortSignal): Promise<readonly Company[]> {
  const client = openClient({ ...access, priority: 'interactive' })
  const request = { method: 'GET', path: `${standardRoot}/companies`, signal } as const
  const page = await translating('Reading the companies', () =>
    client.send(request, (answer) => readCollection(asJson(answer), answer.status)),
  )
  return page.rows.flatMap((row) => {
    const id = textOf(row, 'id')?.toLowerCase()
    const name = textOf(row, 'name') ?? ''
    return id === undefined ? [] : [{ id, name, displayName: textOf(row, 'displayName') || name }]
  })
}
