/** Every refusal that the service has, by status and code (business-central-protocol, sections 3.1, 4 to 7 and 11). */

const codes: Readonly<Record<number, readonly string[]>> = {
  400: [
    'BadRequest',
    'BadRequest_InvalidRequestUrl',
    'BadRequest_InvalidOperation',
    'BadRequest_InvalidToken',
    'BadRequest_RequiredParamNotProvided',
    'Internal_InvalidTableRelation',
    'Internal_EntityWithSameKeyExists',
    'Application_DialogException',
    'Application_FieldValidationException',
    'Application_EvaluateException',
    'Application_StringExceededLength',
    'Application_InvalidGUID',
    'Application_CallbackNotAllowed',
    'Application_FilterErrorException',
    'Unknown',
  ],
  401: ['Authentication_InvalidCredentials'],
  403: ['Authorization_RequestDenied'],
  404: [
    'BadRequest_NotFound',
    'BadRequest_ResourceNotFound',
    'Internal_RecordNotFound',
    'Internal_DataNotFoundFilter',
    'Internal_CompanyNotFound',
  ],
  405: ['BadRequest_MethodNotAllowed'],
  409: ['Request_EntityChanged'],
  413: ['BadRequest'],
  414: ['BadRequest_InvalidRequestUrl'],
  415: ['BadRequest'],
  // A part of a batch whose `dependsOn` failed (OData JSON Format 4.01, section 19).
  424: ['FailedDependency'],
  429: ['Application_TooManyRequests'],
  501: ['BadRequest_MethodNotImplemented'],
}

/** A batch of more than a hundred requests is the one failure of the server that is documented. */
const TOO_MANY_PARTS = 'The current batch message contains too many parts.'

const SUCCESS: ReadonlySet<number> = new Set([200, 201, 204, 304])
const REFUSAL = /^[^]+ {2}CorrelationId: {2}[0-9a-f-]{36}\.$/
/** A line of a stack, a file of the program, a value that was not spelled out. */
const INTERNALS =
  /\n\s+at |file:\/\/|node_modules|\.ts:\d+|TypeError|RangeError|SyntaxError|ReferenceError|\[object |undefined is not/

/** What is wrong with an answer, in words; undefined when it is one that the service gives. A HEAD has no body to judge. */
export function objection(status: number, text: string, hasBody = true): string | undefined {
  if (SUCCESS.has(status)) return undefined
  const known = codes[status]
  if (!hasBody)
    return known === undefined && status !== 500 ? `is ${status}, which the service does not answer` : undefined
  if (INTERNALS.test(text)) return 'shows what the program is made of'
  const { code, message } = errorOf(text)
  if (typeof code !== 'string' || typeof message !== 'string') return 'has no error body'
  if (!REFUSAL.test(message)) return 'has a message that does not end with its correlation id'
  if (status === 500 && code === 'Internal_ServerError' && message.startsWith(TOO_MANY_PARTS)) return undefined
  return known?.includes(code) === true ? undefined : `is ${status} ${code}, which the service does not answer`
}

/** The same for each part of a batch's answer, in JSON or multipart. */
export function batchObjection(text: string): string | undefined {
  for (const { status, body } of text.startsWith('{') ? jsonParts(text) : multiparts(text)) {
    const wrong = objection(status, body)
    if (wrong !== undefined) return `has a part that ${wrong}`
  }
  return undefined
}

interface Part {
  readonly status: number
  readonly body: string
}

function jsonParts(text: string): readonly Part[] {
  const { responses } = JSON.parse(text) as {
    readonly responses?: readonly { readonly status: number; readonly body?: unknown }[]
  }
  return (responses ?? []).map(({ status, body }) => ({ status, body: JSON.stringify(body) ?? '' }))
}

const multiparts = (text: string): readonly Part[] =>
  Array.from(text.matchAll(/HTTP\/1\.1 (\d{3}) [^]*?\r\n\r\n([^]*?)\r\n--/g), ([, status, body = '']) => ({
    status: Number(status),
    body,
  }))

function errorOf(text: string): { readonly code?: unknown; readonly message?: unknown } {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' &&
      body !== null &&
      'error' in body &&
      typeof body.error === 'object' &&
      body.error !== null
      ? body.error
      : {}
  } catch {
    return {}
  }
}
