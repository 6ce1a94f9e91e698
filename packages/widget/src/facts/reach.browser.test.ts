/** Why a request failed, in a page whose security policy is the strict one of the CRM (reference/crm-embedding.md, section 2.1). */
import { afterEach, expect, test } from 'vitest'
import { failureOfError } from './failure.ts'
import { reach } from './reach.ts'

const real = globalThis.fetch
afterEach(() => {
  globalThis.fetch = real
})

/** What the browser does for a refused `connect-src`: the fetch fails at once, the report comes in a task of its own. */
function blockAll(blockedURI: string): void {
  globalThis.fetch = () => {
    setTimeout(() => {
      const report = {
        effectiveDirective: 'connect-src',
        violatedDirective: 'connect-src',
        blockedURI,
        disposition: 'enforce' as const,
      }
      const rest = { documentURI: location.href, originalPolicy: '', statusCode: 0 }
      document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', { ...report, ...rest }))
    })
    return Promise.reject(new TypeError('Failed to fetch'))
  }
}

const reasonOf = async (url: string): Promise<string> =>
  failureOfError(await reach(url, {}).catch((error: unknown) => error)).code

test('what the page’s policy forbids is told apart from a server that does not answer', async () => {
  blockAll('https://koble.example/api/facts/coupling')
  expect(await reasonOf('https://koble.example/api/facts/coupling')).toBe('blocked')
})

test('another address that the policy forbids is no reason of ours', async () => {
  blockAll('https://tracker.example/')
  expect(await reasonOf('https://koble.example/api/facts/coupling')).toBe('unreachable')
})

test('sends no cookie and follows no redirect', async () => {
  const sent: Request[] = []
  globalThis.fetch = async (input, init) => {
    sent.push(new Request(input, init))
    return new Response('{}')
  }
  await reach('https://koble.example/', { headers: { authorization: 'Bearer t' } })
  expect(sent.map(({ credentials, redirect, cache }) => [credentials, redirect, cache])).toEqual([
    ['omit', 'error', 'no-store'],
  ])
})
