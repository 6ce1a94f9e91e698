/** Who may use the API: the key of this installation, and those that the store knows. */
import { createHash } from 'node:crypto'
import type { Clock } from '@koble/core'
import type { Store } from '@koble/store'
import type { ApiKeys } from '../http/authorize.ts'
import { readAdminKey } from './admin-key.ts'
import type { Settings } from './settings.ts'

const prefix = 'installation'

export async function openApiKeys(store: Store, settings: Settings, clock: Clock): Promise<ApiKeys> {
  // A worker answers nobody: it neither needs a key nor makes one that the API's processes would not know.
  if (settings.role !== 'worker') await installKey(store, readAdminKey(settings), clock.now())
  return { verify: async (key) => (await store.apiKeys.verify(key, clock.now()))?.label ?? null }
}

/** The installation has one key: one that was changed in the settings no longer opens anything. */
async function installKey({ apiKeys }: Store, key: string, now: number): Promise<void> {
  const id = `${prefix}-${createHash('sha256').update(`id of ${key}`).digest('hex').slice(0, 12)}`
  const own = await apiKeys.add({ id, key, label: 'Administrator', role: 'administrator' }, now)
  for (const other of await apiKeys.list())
    if (other.id.startsWith(prefix) && other.id !== own.id && other.revokedAt === null)
      await apiKeys.revoke(other.id, now)
}
