/** The kit's problems in the service's words. Codes and texts: reference/dataverse-protocol.md, sections 3 to 9. */
import type { Problem, ProblemAnswer, RequestInfo } from '@koble/odata-server'
import { CrmError, errors } from '../crm-error.ts'
import { tables } from '../schema/tables.ts'

type Kind = Problem['kind']
type Answer<K extends Kind> = (problem: Extract<Problem, { kind: K }>, request: RequestInfo) => CrmError

/** The kit names types with or without their namespace. */
const bare = (entityType: string): string => entityType.replace(/^.*\./, '')
const setNameOf = (entityType: string): string => tables.get(bare(entityType))?.setName ?? entityType

const answers: { readonly [K in Exclude<Kind, 'unauthenticated'>]: Answer<K> } = {
  malformedUrl: ({ message }) => errors.badRequest(message),
  badSyntax: ({ message }) => errors.badRequest(message),
  unknownSegment: ({ segment }) => errors.segmentMissing(segment),
  unknownProperty: ({ property, entityType, where }) =>
    where === 'query'
      ? errors.propertyMissing(property, bare(entityType))
      : errors.payload(
          setNameOf(entityType),
          `The property '${property}' does not exist on type 'Microsoft.Dynamics.CRM.${bare(entityType)}'. Make sure to only use property names that are defined by the type.`,
        ),
  undeclaredBinding: ({ property, set }) =>
    errors.payload(
      set,
      `An undeclared property '${property}' which only has property annotations in the payload but no property value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values.`,
    ),
  badBinding: ({ property, value }) => errors.badBind(value, property),
  unsupportedOption: ({ option }) => unsupportedOption(option),
  unsupportedOperator: ({ operator, reason }) =>
    errors.badRequest(reason ?? `The operator '${operator}' is not supported in $filter.`),
  unsupportedFunction: ({ name }) => errors.badRequest(`An unknown function with name '${name}' was found.`),
  badLiteral: ({ literal, type }) =>
    errors.badRequest(`Cannot convert the literal '${literal}' to the expected type 'Edm.${type}'.`),
  badKey: ({ message }) => errors.badRequest(message),
  notAKey: ({ entityType }) => errors.keyNotDefined(bare(entityType)),
  notFound: ({ entityType, key, byAlternateKey }) =>
    byAlternateKey
      ? errors.keyRowMissing(bare(entityType))
      : errors.rowMissing(bare(entityType), Object.values(key)[0] ?? ''),
  methodNotAllowed: ({ method, set }) => errors.wrongVerb(method, set),
  malformedBody: ({ message }) => errors.payload('', message),
  wrongContentType: ({ contentType }) =>
    new CrmError(415, '0x80060888', `The content type '${contentType}' is not supported by this request.`),
  bodyTooLarge: () => errors.tooLarge(),
  urlTooLong: ({ maximum }) => errors.badRequest(`The URL is longer than ${maximum} characters.`),
  badValue: ({ value, type, set }) =>
    errors.payload(set, `Cannot convert the literal '${literalOf(value)}' to the expected type 'Edm.${type}'.`),
  tooLong: ({ property, entityType, maxLength }) => errors.tooLong(property, bare(entityType), maxLength),
  notAnOption: ({ property, value, members, table }) =>
    errors.optionOutOfRange(Number(value), property, table, members.map(Number)),
  readOnlyProperty: ({ property, entityType }) => errors.badRequest(`'${property}' of '${entityType}' is read-only.`),
  requiredProperty: ({ property, entityType }) => errors.required(property, bare(entityType)),
  duplicateKey: ({ table, columns }) => duplicate(table, columns),
  parentRequired: ({ set, parent }) => errors.badRequest(`'${set}' is reached through '${parent}'.`),
  conditionRequired: ({ set }) => errors.badRequest(`An If-Match header is required for '${set}'.`),
  conditionFailed: () => errors.versionMismatch(),
  alreadyExists: () => errors.rowExists(),
  batchMalformed: ({ message }) => errors.badRequest(message),
  batchTooLarge: ({ maximum, actual }) =>
    errors.badRequest(`The batch holds ${actual} requests; at most ${maximum} are allowed.`),
  badReference: ({ reference }) =>
    errors.badRequest(
      `Content-ID Reference: '${reference.startsWith('$') ? reference : `$${reference}`}' does not exist in the batch context.`,
    ),
  badSkipToken: () => errors.badCookie(),
  badDeltaToken: () => errors.badToken(),
  expiredDelta: () => errors.expiredToken(),
  trackingRefuses: ({ option }) => errors.trackingOption(option),
  notTracked: ({ entityType }) => errors.changeTrackingOff(bare(entityType)),
  storageFailed: ({ message }) => new CrmError(500, '0x80044150', `Generic SQL error. ${message}`),
  notImplemented: ({ what }) => errors.notEmulated(what),
  internal: ({ message }) => new CrmError(500, '0x80040216', `An unexpected error occurred. ${message}`),
  application: ({ status, code, message }) => new CrmError(status, code, message),
}

export function answerProblem(problem: Problem, request: RequestInfo): ProblemAnswer {
  if (problem.kind === 'unauthenticated') return challenge(request)
  const error = errorOf(problem, request)
  return { status: error.status, body: errorBody(error), ...(hasHeaders(problem) ? { headers: problem.headers } : {}) }
}

export const errorBody = (error: CrmError) => ({ error: { code: error.code, message: error.message } })

const hasHeaders = (
  problem: Problem,
): problem is Extract<Problem, { kind: 'application' }> & { headers: Readonly<Record<string, string>> } =>
  problem.kind === 'application' && problem.headers !== undefined

/** The table has an answer for every kind, each for its own problem. */
function errorOf(problem: Exclude<Problem, { kind: 'unauthenticated' }>, request: RequestInfo): CrmError {
  const answer = answers[problem.kind] as Answer<typeof problem.kind>
  return answer(problem, request)
}

/** Clients learn the tenant from this header (reference/dataverse-protocol.md, section 2). */
function challenge(request: RequestInfo): ProblemAnswer {
  return {
    status: 401,
    body: undefined,
    headers: {
      'WWW-Authenticate': `Bearer authorization_uri=${request.url.origin}/koble-demo/oauth2/authorize, resource_id=${request.url.origin}/`,
    },
  }
}

/** What the service itself does not take is 400; what it takes and this emulator does not is 501. */
function unsupportedOption(option: string): CrmError {
  if (['$compute', '$index', '$schemaversion'].includes(option)) {
    return errors.notEmulated(`The query option '${option}'`)
  }
  return errors.badRequest(`The query parameter ${option} is not supported.`)
}

function duplicate(table: string, columns: readonly string[]): CrmError {
  const schema = tables.get(table)
  const key = schema?.keys.find((candidate) => candidate.columns.join() === columns.join())
  if (schema === undefined || key === undefined) return errors.duplicateId()
  const labels = key.columns.map((column) => schema.columns[column]?.label ?? column)
  return errors.duplicateKey(key.label, labels.join(', '))
}

const literalOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
