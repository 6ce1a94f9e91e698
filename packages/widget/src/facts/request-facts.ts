/** One question to the facts API with the host's token; a refused token is renewed once. */
import { failure, failureOfError, failureOfResponse, type Failure } from './failure.ts'
import { readFacts, type Facts } from './facts.ts'
import { reach } from './reach.ts'

/** The host's token. `refused` is one that the server no longer takes: answer another, or throw. */
export type GetToken = (options?: { readonly refused?: string }) => Promise<string>

export interface FactsQuery {
  /** Below `/api/facts/`. */
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
}

export interface FactsRequest {
  readonly server: string
  readonly connection: string
  readonly query: FactsQuery
  readonly getToken: GetToken | undefined
  readonly signal: AbortSignal
  /** The token is there; now the question is asked. */
  readonly onSignedIn: () => void
}

export type Answer =
  | { readonly facts: Facts; readonly failure: null }
  | { readonly facts: null; readonly failure: Failure }

const failed = (reason: Failure): Answer => ({ facts: null, failure: reason })

/** The server's address without a trailing slash; null when it is none. */
export const serverAddress = (server: string): string | null =>
  /^https?:\/\//i.test(server) && URL.canParse(server) ? server.replace(/\/+$/, '') : null

function factsUrl(server: string, connection: string, query: FactsQuery): string {
  const parameters = new URLSearchParams(query.parameters)
  if (connection !== '') parameters.set('connection', connection)
  return `${server}/api/facts/${query.path}?${parameters.toString()}`
}

export async function requestFacts(request: FactsRequest): Promise<Answer> {
  const server = serverAddress(request.server)
  if (server === null) return failed(failure('unconfigured'))
  if (request.getToken === undefined) return failed(failure('signedOut'))
  try {
    return await ask(factsUrl(server, request.connection, request.query), request.getToken, request)
  } catch (error) {
    return failed(failureOfError(error))
  }
}

async function ask(url: string, getToken: GetToken, { signal, onSignedIn }: FactsRequest): Promise<Answer> {
  const send = async (token: string): Promise<Response> => {
    onSignedIn()
    return reach(url, { headers: { accept: 'application/json', authorization: `Bearer ${token}` } }, signal)
  }
  const token = await getToken()
  const first = await send(token)
  if (first.status !== 401) return answerOf(first)
  const renewed = await getToken({ refused: token })
  return renewed === token ? answerOf(first) : answerOf(await send(renewed))
}

async function answerOf(response: Response): Promise<Answer> {
  if (!response.ok) return failed(await failureOfResponse(response))
  const facts = readFacts(await response.json().catch(() => null))
  return facts === null ? failed(failure('error', { problem: 'answer-not-understood' })) : { facts, failure: null }
}
