/** Whether a CRM user may read a row: asked of the CRM as that user, remembered for a minute. */
import type { Clock, ConnectionId, CrmId } from '@koble/core'
import { ProblemError } from '../http/problem.ts'
import { entitiesOf } from '../remotes/entities.ts'
import type { Remotes } from '../remotes/remotes.ts'
import type { Rights } from './services.ts'

const rememberedMs = 60_000
const mostRemembered = 10_000

export function crmRights(remotes: Remotes, clock: Clock): Rights {
  const granted = new Map<string, number>()
  const remember = (key: string): void => {
    if (granted.size >= mostRemembered) granted.clear()
    granted.set(key, clock.now() + rememberedMs)
  }
  return {
    async require(connection, userId, entityName, id) {
      const key = `${connection} ${userId} ${entityName} ${id}`
      if ((granted.get(key) ?? 0) > clock.now()) return
      const entity = entitiesOf('crm').find(({ name }) => name === entityName)
      if (entity === undefined) throw new ProblemError(404, 'entity-unknown', `Koble has no facts for "${entityName}".`)
      const { crm } = await remotes.open(connection as ConnectionId, 'interactive')
      // A refusal is not remembered: rights that were just given work at once.
      if (!(await crm.mayRead(entity, id as CrmId, userId)))
        throw new ProblemError(
          403,
          'no-permission',
          'Your CRM user may not read this record, so its ERP figures are not shown. Ask your CRM administrator for access.',
        )
      remember(key)
    },
  }
}
