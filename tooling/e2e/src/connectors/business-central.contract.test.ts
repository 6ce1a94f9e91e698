/** The connector port's contract on Business Central's connector and its emulator. */
import { erpEntities } from '@koble/business-central'
import type { Entity, Values } from '@koble/core'
import { connectorContract } from '@koble/testing'
import { openErp } from './open-systems.ts'
import { people } from './people.ts'

const variants: readonly { readonly entity: Entity; readonly required: Values }[] = [
  { entity: erpEntities.customers, required: {} },
  { entity: erpEntities.contacts, required: { type: 'Company' } },
]

for (const { entity, required } of variants)
  connectorContract(`Business Central, ${entity.name}`, async () => {
    const { connector, person, close } = await openErp({ seed: 'empty' })
    const fields = { name: 'displayName', other: 'addressLine2' }
    return { connector, entity, fields, required, people: people(person, entity), close }
  })
