/** How Business Central speaks OData (business-central-protocol, sections 3 to 8). */
import { RawNumber } from '@koble/odata-server'
import type {
  Dialect,
  Json,
  PropertyDefinition,
  ReadContext,
  RequestInfo,
  Scalar,
  WriteAnswer,
  WriteInfo,
} from '@koble/odata-server'
import { answerProblem } from './answer-problem.ts'
import { checkFilter, textPattern } from './check-filter.ts'
import { cutZeros } from './cut-zeros.ts'
import { etag } from './etag.ts'

const JSON_TYPE = 'application/json; odata.metadata=minimal; odata.streaming=true'

export const dialect: Dialect = {
  name: 'business-central',
  answerProblem,
  headers: (_request, body) => ({
    'OData-Version': '4.0',
    'request-id': crypto.randomUUID(),
    ...(body ? { 'Content-Type': JSON_TYPE } : {}),
  }),
  etag,
  etagHeader: true,
  options: ['$select', '$filter', '$expand', '$orderby', '$top', '$skip', '$count', '$skiptoken', '$schemaversion'],
  functions: ['startswith', 'endswith', 'contains', 'substring', 'tolower', 'toupper'],
  operators: ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'and', 'or', 'not', 'in', 'any', 'all'],
  checkFilter,
  ignoreCase: false,
  ignoreOperationCase: true,
  textPattern,
  page: { maximum: 20_000, linkWithTop: true, maxPageSizeBeatsTop: false },
  skipPrefix: 'aid=FIFO&',
  conditions: { patchNeedsIfMatch: true, deleteNeedsIfMatch: false, upsert: false },
  readOnly: 'refuse',
  nulls: 'empty',
  emptyText: 'keep',
  writeAnswer,
  formatValue,
  batch: {
    formats: ['json', 'multipart'],
    maximum: 100,
    outerStatusOfFailure: false,
    contentIdRequired: false,
    snapshotIsolation: true,
    atomicityGroups: true,
  },
  limits: { bodyBytes: 350 * 1024 * 1024, urlLength: 65_536, expandDepth: 10 },
}

/** Numbers that JavaScript would round are printed digit by digit, or as text when the client asks for it. */
function formatValue(value: Scalar, property: PropertyDefinition, context: ReadContext): Json {
  const { type } = property
  if (type === 'DateTimeOffset' && typeof value === 'string') return cutZeros(value)
  if (type !== 'Decimal' && type !== 'Int64') return value
  if (value === null || typeof value === 'boolean') return value
  const asText = /IEEE754Compatible=true/i.test(context.request.headers.get('Accept') ?? '')
  return asText ? String(value) : new RawNumber(String(value))
}

function writeAnswer(write: WriteInfo): WriteAnswer {
  if (write.method === 'DELETE') return { status: 204, headers: {}, representation: false }
  if (!write.created) return { status: 200, headers: {}, representation: true }
  const representation = !asksForNothing(write.request)
  return { status: representation ? 201 : 204, headers: { Location: write.entityUrl }, representation }
}

/** Only this token is recognised; `return=minimal` changes nothing. */
const asksForNothing = (request: RequestInfo): boolean =>
  /(^|[\s,;])return-no-content(?=$|[\s,;])/.test(request.headers.get('Prefer') ?? '')
