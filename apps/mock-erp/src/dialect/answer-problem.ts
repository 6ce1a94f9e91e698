/** The service's words for everything that is refused (business-central-protocol, section 6; wire-examples, part A). */
import type { Problem, RequestInfo } from '@koble/odata-server'
import type { ProblemAnswer } from '@koble/odata-server'
import { decodeMember } from '../values/enum-name.ts'
import { parentRequired } from './parent-required.ts'
import type { ErpSwitches } from './switches.ts'

type Words = readonly [status: number, code: string, message: string]

export const answerProblem =
  (switches: ErpSwitches) =>
  (problem: Problem, request: RequestInfo): ProblemAnswer => {
    const [status, code, message] = switched(wordsOf(problem), problem, switches)
    const headers = problem.kind === 'application' ? problem.headers : undefined
    return {
      status,
      body: errorBody(code, message),
      headers: { ...headersOf(problem, request, switches), ...headers },
    }
  }

/** Codes whose status nobody is sure of. */
const STATUS_OF_CODE = {
  BadRequest_InvalidToken: 'missingTagStatus',
  BadRequest_NotFound: 'malformedKeyStatus',
  Internal_CompanyNotFound: 'companyNotFoundStatus',
  Internal_EntityWithSameKeyExists: 'duplicateKeyStatus',
  Request_EntityChanged: 'staleTagStatus',
} as const

const isSwitched = (code: string): code is keyof typeof STATUS_OF_CODE => Object.hasOwn(STATUS_OF_CODE, code)

function switched([status, code, message]: Words, { kind }: Problem, switches: ErpSwitches): Words {
  if (kind === 'badSyntax' && switches.value('querySyntaxStatus') === 404) return [404, 'BadRequest_NotFound', message]
  if (kind === 'unsupportedOption' && switches.value('unsupportedOptionStatus') === 400) return badRequest(message)
  return [isSwitched(code) ? switches.value(STATUS_OF_CODE[code]) : status, code, message]
}

export const errorBody = (code: string, message: string) => ({
  error: { code, message: `${message}  CorrelationId:  ${crypto.randomUUID()}.` },
})

function headersOf(problem: Problem, request: RequestInfo, switches: ErpSwitches): Readonly<Record<string, string>> {
  if (problem.kind === 'unauthenticated' && switches.value('challenge'))
    return { 'WWW-Authenticate': 'Bearer authorization_uri="/common/oauth2/v2.0/authorize"' }
  return problem.kind === 'expiredDelta' ? { Location: startOver(request.url) } : {}
}

/** Where a client begins again after its delta token expired. */
function startOver({ href }: URL): string {
  const url = new URL(href)
  url.searchParams.delete('deltaToken')
  return url.href
}

const badRequest = (message: string): Words => [400, 'BadRequest', message]
const notSupported = (message: string): Words => [501, 'BadRequest_MethodNotImplemented', message]

function wordsOf(problem: Problem): Words {
  switch (problem.kind) {
    case 'application':
      return [problem.status, problem.code, problem.message]
    case 'malformedUrl':
      return [400, 'BadRequest_InvalidRequestUrl', problem.message]
    case 'badSyntax':
      return [400, 'BadRequest', `Bad Request - Error in query syntax. ${problem.message}`]
    case 'badKey':
      return [404, 'BadRequest_NotFound', `Bad Request - Error in query syntax. ${problem.message}`]
    case 'notAKey':
      return [
        404,
        'BadRequest_NotFound',
        `Bad Request - ${problem.names.join(', ')} is no key of ${problem.entityType}.`,
      ]
    case 'unknownSegment':
      return [404, 'BadRequest_ResourceNotFound', `Resource not found for the segment '${problem.segment}'.`]
    case 'notFound':
      return [404, 'Internal_RecordNotFound', notFoundText(problem)]
    case 'unknownProperty':
      return badRequest(unknownPropertyText(problem))
    case 'undeclaredBinding':
      return badRequest(`The property '${problem.property}' does not exist on type '${problem.entityType}'.`)
    case 'badBinding':
      return badRequest(
        `The reference '${problem.value}' of '${problem.property}' does not name one of ${problem.set}.`,
      )
    case 'unsupportedOption':
      return notSupported(`The query option '${problem.option}' is not supported.`)
    case 'unsupportedOperator':
      return notSupported(problem.reason ?? `The '${problem.operator}' operator is not supported on an OData filter.`)
    case 'unsupportedFunction':
      return notSupported(`The function '${problem.name}' is not supported on an OData filter.`)
    case 'badLiteral':
      return badRequest(`Cannot convert the literal '${problem.literal}' to the expected type 'Edm.${problem.type}'.`)
    case 'methodNotAllowed':
      return [
        405,
        'BadRequest_MethodNotAllowed',
        `'${problem.method}' requests for '${problem.set}' of EdmType 'Entity' are not allowed within Microsoft Dynamics NAV OData web services.`,
      ]
    case 'malformedBody':
      return badRequest(`Invalid Request Body. ${problem.message}`)
    case 'wrongContentType':
      return [415, 'BadRequest', `The content type '${problem.contentType}' is not supported.`]
    case 'bodyTooLarge':
      return [413, 'BadRequest', `The request body is larger than ${problem.maximumBytes} bytes.`]
    case 'urlTooLong':
      return [414, 'BadRequest_InvalidRequestUrl', `The request URL is longer than ${problem.maximum} characters.`]
    case 'badValue':
      return badRequest(
        `Cannot convert the literal '${plain(problem.value)}' to the expected type 'Edm.${problem.type}' of property '${problem.property}'.`,
      )
    case 'tooLong':
      return [
        400,
        'Application_StringExceededLength',
        `The length of the string is ${problem.value.length}, but it must be less than or equal to ${problem.maxLength} characters. Value: ${problem.value}`,
      ]
    case 'notAnOption':
      return [
        400,
        'Unknown',
        `'${decodeMember(plain(problem.value))}' is not an option. The existing options are: ${problem.members.map((member) => decodeMember(String(member))).join(',')}`,
      ]
    case 'readOnlyProperty':
      return [400, 'BadRequest_InvalidOperation', `Control '${problem.property}' is read-only`]
    case 'requiredProperty':
      return [400, 'BadRequest_RequiredParamNotProvided', `Field '${problem.property}' must not be blank or empty.`]
    case 'duplicateKey':
      return [
        400,
        'Internal_EntityWithSameKeyExists',
        `The record in table ${problem.table} already exists. Identification fields and values: ${identification(problem)}`,
      ]
    case 'parentRequired':
      return [400, 'Application_DialogException', parentRequired(problem.set, problem.parent)]
    case 'conditionRequired':
      return [
        400,
        'BadRequest_InvalidToken',
        'Could not validate the client concurrency token required by the service. Please provide a valid token in the client request.',
      ]
    case 'conditionFailed':
    case 'alreadyExists':
      return [409, 'Request_EntityChanged', 'Another user has already changed the record.']
    case 'batchMalformed':
      return badRequest(`Invalid batch request. ${problem.message}`)
    case 'batchTooLarge':
      return [
        500,
        'Internal_ServerError',
        `The current batch message contains too many parts. A maximum number of '${problem.maximum}' query operations and change sets are allowed in a batch message.`,
      ]
    case 'badReference':
      return badRequest(`The reference '${problem.reference}' does not name an earlier request of the batch.`)
    case 'badSkipToken':
    case 'badDeltaToken':
      return badRequest(`The continuation token '${problem.token}' is not valid.`)
    case 'expiredDelta':
      return [410, 'BadRequest', `The delta token '${problem.token}' has expired. Read the entities again.`]
    case 'trackingRefuses':
      return notSupported(`Change tracking together with ${problem.option} is not implemented by this emulator.`)
    case 'notTracked':
      return [500, 'Internal_ServerError', 'Entity does not support delta requests']
    case 'unauthenticated':
      return [401, 'Authentication_InvalidCredentials', 'The server has rejected the client credentials.']
    case 'storageFailed':
      return [500, 'Internal_ServerError', `The change could not be stored and was undone: ${problem.message}`]
    case 'notImplemented':
      return notSupported(`${problem.what} is not implemented by this emulator.`)
    case 'internal':
      return [500, 'Internal_ServerError', problem.message]
  }
}

function notFoundText(problem: Extract<Problem, { kind: 'notFound' }>): string {
  const [key = '', value = ''] = Object.entries(problem.key)[0] ?? []
  const named = key === 'id' ? `SystemId='{${value.toUpperCase()}}'` : `${key}='${value}'`
  return `The ${problem.table} does not exist. Identification fields and values: ${named}`
}

function unknownPropertyText(problem: Extract<Problem, { kind: 'unknownProperty' }>): string {
  const type = problem.entityType
  return problem.where === 'query'
    ? `Could not find a property named '${problem.property}' on type '${type}'.`
    : `The property '${problem.property}' does not exist on type '${type}'. Make sure to only use property names that are defined by the type.`
}

const CAPTIONS: Readonly<Record<string, string>> = {
  number: 'No.',
  code: 'Code',
  id: 'SystemId',
  entryNumber: 'Entry No.',
}

function identification(problem: Extract<Problem, { kind: 'duplicateKey' }>): string {
  return problem.columns
    .map((column, at) => {
      const value = String(problem.values[at] ?? '')
      return `${CAPTIONS[column] ?? column}='${column === 'id' ? `{${value.toUpperCase()}}` : value}'`
    })
    .join(',')
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
