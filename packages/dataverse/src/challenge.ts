/**
 * The rows by which the widget proves who its user is: written under the user's own rights, read here with Koble's, and
 * deleted. Also the question whether a user may read a record, asked of the service as that user.
 */
import { KobleError, type Entity, type RecordId } from '@koble/core'
import { asIs, asJson, isJsonObject, isODataError, printQuery, textOf, type StatusAnswer } from '@koble/odata-client'
import { kobleChallenge } from './entities/index.ts'
import type { Organization } from './organization.ts'
import { errorDetail } from './vendor-error.ts'
import { readStamp } from './wire/read-record.ts'
import { wireTable } from './wire/wire-table.ts'

export interface Challenge {
  readonly id: string
  readonly nonce: string
  readonly origin: string | null
  /** The user who wrote the row, lower case. */
  readonly createdBy: string
  /** Ms since the epoch, as the service's clock says; it counts in seconds. */
  readonly createdOn: number
  /** True when another user (or an application) wrote it in that user's name: then it proves nothing. */
  readonly onBehalf: boolean
  /** Who touched the row last, and whether it is as it was written. */
  readonly modifiedBy: string | null
}

export interface Challenges {
  /** Null when there is no such row. */
  readChallenge(id: string, signal?: AbortSignal): Promise<Challenge | null>
  /** False when it was gone already: another request used it. */
  deleteChallenge(id: string, signal?: AbortSignal): Promise<boolean>
  /** Whether that user of the CRM may read the record. */
  mayRead(entity: Entity, id: RecordId, userId: string, signal?: AbortSignal): Promise<boolean>
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const columns = [
  'koble_nonce',
  'koble_origin',
  'createdon',
  '_createdby_value',
  '_createdonbehalfby_value',
  '_modifiedby_value',
]

export const challenges = (organization: Organization): Challenges => {
  const { client } = organization
  const { set } = wireTable(kobleChallenge)
  return {
    async readChallenge(id, signal) {
      if (!guid.test(id)) return null
      const path = `${set}(${id})${printQuery({ select: [kobleChallenge.key, ...columns] })}`
      const answer = await ask(organization, { method: 'GET', path }, signal)
      return answer === null ? null : readRow(id, answer)
    },

    async deleteChallenge(id, signal) {
      if (!guid.test(id)) return false
      return (await ask(organization, { method: 'DELETE', path: `${set}(${id})` }, signal)) !== null
    },

    async mayRead(entity, id, userId, signal) {
      if (!guid.test(id) || !guid.test(userId)) return false
      const path = `${wireTable(entity).set}(${id})${printQuery({ select: [entity.key] })}`
      const headers = { mscrmcallerid: userId }
      try {
        await client.send({ method: 'GET', path, headers, priority: 'interactive', signal }, asJson)
        return true
      } catch (error) {
        if (!isODataError(error)) throw error
        if (isRefusal(error.failure.status, error.failure.code)) return false
        throw new KobleError(errorDetail(error.failure, `Asking whether a user may read ${entity.label} ${id}`), error)
      }
    },
  }
}

/** That Koble itself may not ask in another user's name is a setting to mend, not that user's lack of rights. */
const isRefusal = (status: number, code: string): boolean =>
  (status === 403 || status === 404) && !['0x8004a110', '0x8006088a'].includes(code.toLowerCase())

/** Null when the row is not there. */
async function ask(
  organization: Organization,
  request: { readonly method: 'GET' | 'DELETE'; readonly path: string },
  signal: AbortSignal | undefined,
): Promise<StatusAnswer | null> {
  try {
    return await organization.client.send({ ...request, priority: 'interactive', signal }, asIs)
  } catch (error) {
    if (isODataError(error) && error.failure.status === 404 && error.failure.code === '0x80040217') return null
    if (isODataError(error)) throw new KobleError(errorDetail(error.failure, 'The challenge of a sign-in'), error)
    throw error
  }
}

function readRow(id: string, answer: StatusAnswer): Challenge | null {
  const row = asJson(answer)
  const createdBy = textOf(row, '_createdby_value')?.toLowerCase()
  const createdOn = isJsonObject(row) ? readStamp(row, 'createdon') : null
  const nonce = textOf(row, 'koble_nonce')
  if (createdBy === undefined || createdOn === null || nonce === undefined) return null
  return {
    id: id.toLowerCase(),
    nonce,
    origin: textOf(row, 'koble_origin') ?? null,
    createdBy,
    createdOn,
    onBehalf: textOf(row, '_createdonbehalfby_value') !== undefined,
    modifiedBy: textOf(row, '_modifiedby_value')?.toLowerCase() ?? null,
  }
}
