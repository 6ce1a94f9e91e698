/** One secret signs sessions and widget tokens; all processes on one database share it, whichever of them came first. */
import { randomBytes } from 'node:crypto'
import type { Clock } from '@koble/core'
import type { Store } from '@koble/store'

export async function signingSecret({ secrets }: Store, clock: Clock): Promise<Uint8Array> {
  await secrets.putNew('server', 'signing', randomBytes(32).toString('base64url'), clock.now())
  return new TextEncoder().encode((await secrets.read('server', 'signing')) ?? '')
}
