/** The connector port's contract on Dataverse's connector and its emulator. */
import type { Entity } from '@koble/core'
import { crmEntities } from '@koble/dataverse'
import { connectorContract } from '@koble/testing'
import { openCrm } from './open-systems.ts'
import { people } from './people.ts'

const variants: readonly { readonly entity: Entity; readonly name: string; readonly other: string }[] = [
  { entity: crmEntities.account, name: 'name', other: 'fax' },
  { entity: crmEntities.contact, name: 'lastname', other: 'fax' },
]

for (const { entity, ...fields } of variants)
  connectorContract(`Dataverse, ${entity.name}`, async () => {
    const { connector, person, close } = await openCrm()
    return { connector, entity, fields, people: people(person, entity), close }
  })
