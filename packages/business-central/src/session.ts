/** What the connector finds out once about the environment: whether Koble's pages are there, and who Koble is in it. */
import { asJson, isODataError, readCollection, textOf, type Json, type ODataClient } from '@koble/odata-client'
import { translating } from './vendor-error.ts'

export interface Session {
  readonly hasPages: boolean
  /** Koble's own user, lower case; null without the pages, which do not say. */
  readonly userId: string | null
  /** Null without the pages. */
  readonly companyName: string | null
  readonly localCurrencyCode: string | null
  readonly extensionVersion: string | null
}

export const pagesRoot = 'koble/connector/v1.0'
export const standardRoot = 'v2.0'

const withoutPages: Session = {
  hasPages: false,
  userId: null,
  companyName: null,
  localCurrencyCode: null,
  extensionVersion: null,
}

/** Asks at most once at a time; a failure is not remembered. */
export function sessionReader(client: ODataClient, companyId: string): () => Promise<Session> {
  let known: Promise<Session> | null = null
  return () => {
    known ??= readSession(client, companyId).catch((error: unknown) => {
      known = null
      throw error
    })
    return known
  }
}

/** An environment without the extension says that it does not know the segment; any other refusal is a failure. */
export async function readSession(client: ODataClient, companyId: string, signal?: AbortSignal): Promise<Session> {
  const path = `${pagesRoot}/companies(${companyId})/sessionInformation`
  return translating("Koble's pages", async () => {
    try {
      return readRow(await client.send({ method: 'GET', path, signal }, asJson))
    } catch (error) {
      if (isODataError(error) && error.failure.code === 'BadRequest_ResourceNotFound') return withoutPages
      throw error
    }
  })
}

function readRow(body: Json): Session {
  const row = readCollection(body).rows[0]
  return {
    hasPages: true,
    userId: textOf(row, 'id')?.toLowerCase() ?? null,
    companyName: textOf(row, 'companyDisplayName') ?? textOf(row, 'companyName') ?? null,
    localCurrencyCode: textOf(row, 'localCurrencyCode') ?? null,
    extensionVersion: textOf(row, 'extensionVersion') ?? null,
  }
}
