/** How Business Central speaks OData (business-central-protocol, sections 3 to 8). */
import { RawNumber, readSkipToken, skipToken } from '@koble/odata-server'
import type {
  Dialect,
  Json,
  PropertyDefinition,
  ReadContext,
  Scalar,
  WriteAnswer,
  WriteInfo,
} from '@koble/odata-server'
import { decodeMember } from '../values/enum-name.ts'
import { answerProblem } from './answer-problem.ts'
import { checkFilter, textPattern } from './check-filter.ts'
import { cutZeros } from './cut-zeros.ts'
import { etag, figuresOf } from './etag.ts'
import { isLevel21 } from './feature-level.ts'
import { refuseNestedCalls } from './nested-calls.ts'
import { refusePageVariables } from './page-variables.ts'
import { remarkPatterns } from './remark-patterns.ts'
import { remarksOf } from './remarks.ts'
import type { ErpSwitches } from './switches.ts'

const JSON_TYPE = 'application/json; odata.metadata=minimal'
const OPTIONS = ['$select', '$filter', '$expand', '$orderby', '$top', '$skip', '$count', '$skiptoken', '$schemaversion']
/** The query option of delta links before version 24. */
const DELTA_OPTION = 'deltaToken'

/** The switches are asked while a request is answered. */
export function createDialect(switches: ErpSwitches): Dialect {
  const is = switches.value
  return {
    name: 'business-central',
    answerProblem: answerProblem(switches),
    headers: (_request, body) => ({
      'OData-Version': '4.0',
      'request-id': crypto.randomUUID(),
      ...(body
        ? { 'Content-Type': is('streamingContentType') ? `${JSON_TYPE}; odata.streaming=true` : JSON_TYPE }
        : {}),
    }),
    etag: (row, set, context) =>
      etag(row, set, is('etagCovers') === 'figures' ? figuresOf(row, set, context) : undefined),
    get etagHeader() {
      return is('etagHeader')
    },
    remarks: remarksOf(switches),
    get options() {
      return is('trackChanges') === 'legacy' ? [...OPTIONS, DELTA_OPTION] : OPTIONS
    },
    functions: ['startswith', 'endswith', 'contains', 'substring', 'tolower', 'toupper'],
    operators: ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'and', 'or', 'not', 'in', 'any', 'all'],
    checkFilter: (filter, set, context) => {
      if (is('nestedCalls') === 'refused' && !isLevel21(context.request)) refuseNestedCalls(filter)
      if (is('calculatedFilters') === 'refused') refusePageVariables(filter, set, context)
      const checked = checkFilter(filter, set, context)
      if (checked !== undefined) remarkPatterns(checked, context)
      return checked
    },
    ignoreCase: false,
    ignoreOperationCase: true,
    textPattern,
    page: { maximum: 20_000, linkWithTop: true, maxPageSizeBeatsTop: false },
    get skipPrefix() {
      return is('skipToken') === 'fifo' ? 'aid=FIFO&' : ''
    },
    encodeSkip: (state) => (is('skipToken') === 'fifo' ? skipToken(state) : `'${skipToken(state)}'`),
    decodeSkip: (token) => readSkipToken(token.replace(/^'(.*)'$/s, '$1')),
    delta: { daysToLive: 7, option: DELTA_OPTION, reason: 'changed' },
    get trackChanges() {
      const mode = is('trackChanges')
      return mode === 'legacy' ? 'offered' : mode
    },
    get conditions() {
      const required = is('ifMatchOfDeleteAndAction') === 'required'
      return {
        patchNeedsIfMatch: true,
        deleteNeedsIfMatch: required,
        actionNeedsIfMatch: required,
        upsert: is('patchOfMissingKey') === 'creates',
      }
    },
    get putModifies() {
      return is('putOfEntity') === 'modifies'
    },
    readOnly: 'refuse',
    nulls: 'empty',
    get nullInBody() {
      return is('nullInBody') === 'clears' ? 'empty' : 'refuse'
    },
    emptyText: 'keep',
    get operationLocation() {
      return is('actionLocation')
    },
    writeAnswer: (write) => writeAnswer(write, switches),
    formatValue: (value, property, context) => formatValue(value, property, context, switches),
    get batch(): Dialect['batch'] {
      const dependencies = is('batchDependencies') === 'honored'
      return {
        formats: is('multipartBatch') ? ['json', 'multipart'] : ['json'],
        maximum: 100,
        outerStatusOfFailure: false,
        contentIdRequired: false,
        snapshotIsolation: true,
        atomicityGroups: dependencies,
        dependencies,
      }
    },
    limits: { bodyBytes: 350 * 1024 * 1024, urlLength: 65_536, expandDepth: 10 },
  }
}

/** Numbers that JavaScript would round are printed digit by digit, or as text when the client asks for it. */
function formatValue(value: Scalar, property: PropertyDefinition, context: ReadContext, switches: ErpSwitches): Json {
  const { type } = property
  if (type === 'DateTimeOffset' && typeof value === 'string') return cutZeros(value)
  if (value === NON_INVENTORY && switches.value('nonInventoryMember') === 'plain') return decodeMember(value)
  if (type !== 'Decimal' && type !== 'Int64') return value
  if (value === null || typeof value === 'boolean') return value
  return asText(context, switches) ? String(value) : new RawNumber(String(value))
}

const NON_INVENTORY = 'Non_x002d_Inventory'

const asText = ({ request }: ReadContext, switches: ErpSwitches): boolean =>
  switches.value('decimalsAsText') === 'honored' && /IEEE754Compatible=true/i.test(request.headers.get('Accept') ?? '')

function writeAnswer(write: WriteInfo, switches: ErpSwitches): WriteAnswer {
  if (write.method === 'DELETE') return { status: 204, headers: {}, representation: false }
  if (!write.created) return { status: 200, headers: {}, representation: true }
  const representation = !asksForNothing(write, switches)
  return {
    status: representation ? 201 : 204,
    headers: switches.value('createLocation') ? { Location: write.entityUrl } : {},
    representation,
  }
}

function asksForNothing({ request, preferReturn }: WriteInfo, switches: ErpSwitches): boolean {
  if (switches.value('preferReturnMinimal') === 'honored' && preferReturn === 'minimal') return true
  return /(^|[\s,;])return-no-content(?=$|[\s,;])/.test(request.headers.get('Prefer') ?? '')
}
