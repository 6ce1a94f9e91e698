/** Waits for an answer of the API: its body when it succeeded, an `ApiFailure` when not. */
import type { ClientResponse } from 'hono/client'
import { ApiFailure, problemFrom, unreachable } from './api-failure.ts'

/** Told on `globalThis` when the API no longer knows who asks; the app shows the sign-in. */
export const signedOutEvent = 'koble-signed-out'

type Done = 200 | 201 | 202 | 204
type BodyOf<Response> =
  Response extends ClientResponse<infer Body, infer Status, infer _Format>
    ? Status extends Done
      ? Body
      : never
    : never

const bodyOf = (response: { text: () => Promise<string> }): Promise<unknown> =>
  response.text().then((text): unknown => {
    try {
      return text === '' ? null : JSON.parse(text)
    } catch {
      // A proxy's page, say: the status alone is shown.
      return null
    }
  })

export async function answer<Response extends ClientResponse<unknown>>(
  request: Promise<Response>,
): Promise<BodyOf<Response>> {
  const response = await request.catch(() => {
    throw unreachable()
  })
  const body = await bodyOf(response)
  // The routes' types say what a success carries; the server checks it against the same schema.
  if (response.ok) return body as BodyOf<Response>
  const { status } = response
  if (status === 401) globalThis.dispatchEvent(new Event(signedOutEvent))
  throw new ApiFailure(status, problemFrom(status, body, response.headers.get('x-correlation-id')), body)
}
