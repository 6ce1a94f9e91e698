/** Dataverse's dialect of OData, as data for the kit. Truth: reference/dataverse-protocol.md, sections 3 to 9. */
import { randomUUID } from 'node:crypto'
import { RawNumber } from '@koble/odata-server'
import type { Dialect, Json, PropertyDefinition, Scalar, WriteAnswer, WriteInfo } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import { refuseWith } from '../security/access.ts'
import { listAnnotations, propertyAnnotations } from './annotations.ts'
import { decodeDelta, encodeDelta } from './delta-token.ts'
import { filterFunctions } from './filter-functions.ts'
import { decodeCookie, encodeCookie } from './paging-cookie.ts'
import { answerProblem } from './problem-answers.ts'
import { wholeSeconds } from './properties.ts'
import { textPattern } from './wildcards.ts'

export const dialect: Dialect = {
  name: 'Dataverse',
  answerProblem,
  headers: (_request, body) => {
    const id = randomUUID()
    return {
      'OData-Version': '4.0',
      REQ_ID: id,
      'x-ms-service-request-id': id,
      'Cache-Control': 'no-cache',
      ...(body ? { 'Content-Type': 'application/json; odata.metadata=minimal' } : {}),
    }
  },
  etag: (row) => `W/"${row.rowVersion}"`,
  options: ['$select', '$expand', '$filter', '$apply', '$orderby', '$top', '$count', '$skiptoken', '$deltatoken'],
  functions: ['contains', 'startswith', 'endswith', ...Object.keys(filterFunctions).map((name) => name.toLowerCase())],
  operators: ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'and', 'or', 'not', 'any', 'all'],
  customFunctions: filterFunctions,
  apply: { maximumRows: 50_000, refuse: () => refuseWith(errors.tooManyToAggregate()), plainContext: true },
  ignoreCase: true,
  textPattern,
  page: { maximum: 5000, linkWithTop: false, maxPageSizeBeatsTop: true, countCap: 5000 },
  encodeSkip: encodeCookie,
  decodeSkip: decodeCookie,
  encodeDelta,
  decodeDelta,
  delta: { daysToLive: 7 },
  conditions: { patchNeedsIfMatch: false, deleteNeedsIfMatch: false, upsert: true },
  readOnly: 'ignore',
  nulls: 'keep',
  emptyText: 'null',
  writeAnswer,
  formatValue,
  listAnnotations,
  propertyAnnotations,
  appliesPreferences: ['return', 'maxpagesize', 'track-changes', 'include-annotations'],
  batch: {
    formats: ['multipart'],
    maximum: 1000,
    outerStatusOfFailure: true,
    contentIdRequired: true,
    snapshotIsolation: false,
    atomicityGroups: false,
  },
  limits: { bodyBytes: 128 * 1024 * 1024, urlLength: 32 * 1024, batchUrlLength: 64 * 1024, expandDepth: 10 },
}

/** Section 3: 204 with the row's address, or the row when it is asked for. */
function writeAnswer(write: WriteInfo): WriteAnswer {
  if (write.method === 'DELETE') return { status: 204, headers: {}, representation: false }
  const etag = write.etag === undefined ? {} : { ETag: write.etag }
  if (write.preferReturn === 'representation') {
    return { status: write.created ? 201 : 200, headers: etag, representation: true }
  }
  const address = write.method === 'POST' ? write.entityUrl : write.requestUrl
  return {
    status: 204,
    headers: { 'OData-EntityId': address, ...(write.created ? { Location: address } : {}) },
    representation: false,
  }
}

/** Instants show whole seconds, money four decimals (section 4.3). */
function formatValue(value: Scalar, property: PropertyDefinition): Json {
  if (typeof value !== 'string') return value
  if (property.type === 'DateTimeOffset') return wholeSeconds(value)
  return property.type === 'Decimal' ? new RawNumber(withScale(value, property.scale ?? 0)) : value
}

function withScale(text: string, scale: number): string {
  const [whole = '0', fraction = ''] = text.split('.')
  const digits = fraction.padEnd(scale, '0')
  return digits === '' ? whole : `${whole}.${digits}`
}
