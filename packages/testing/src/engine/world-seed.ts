/** Short ways to fill the engine's world and to look at it. */
import type { Coupling, Side, Values } from '@koble/core'
import { recordId } from '../world/engine-world.ts'
import type { EngineWorld } from '../world/engine-world.ts'

export const addCustomers = (world: EngineWorld, side: Side, count: number, from = 1): void => {
  const prefix = side === 'erp' ? 'e' : 'c'
  for (let number = from; number < from + count; number += 1)
    world.systems[side].put(side === 'erp' ? 'customers' : 'account', recordId(`${prefix}${number}`), {
      name: `Customer ${number}`,
    })
}

export const edit = (world: EngineWorld, side: Side, id: string, values: Values): void =>
  world.systems[side].put(side === 'erp' ? 'customers' : 'account', recordId(id), values)

export const removeCustomer = (world: EngineWorld, side: Side, id: string): void =>
  world.systems[side].remove(side === 'erp' ? 'customers' : 'account', recordId(id))

export const couplingOf = (world: EngineWorld, erpId: string, mapping = 'customer'): Coupling => {
  const found = world.store.look
    .couplings(world.connection)
    .find((coupling) => coupling.mapping === mapping && coupling.erpId === erpId)
  if (found === undefined) throw new Error(`${erpId} is not coupled.`)
  return found
}

export const customerOf = (world: EngineWorld, erpId: string): Values => world.rows('erp', 'customers')[erpId] ?? {}
export const accountOf = (world: EngineWorld, erpId: string): Values =>
  world.rows('crm', 'account')[couplingOf(world, erpId).crmId] ?? {}
