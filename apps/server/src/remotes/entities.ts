/** All entities that mappings may name, of both connectors. */
import { erpEntities } from '@koble/business-central/entities'
import type { Entity, Side } from '@koble/core'
import { crmEntities } from '@koble/dataverse/entities'

export const allEntities: readonly Entity[] = [...Object.values(erpEntities), ...Object.values(crmEntities)]

export const entitiesOf = (side: Side): readonly Entity[] => allEntities.filter((entity) => entity.side === side)
