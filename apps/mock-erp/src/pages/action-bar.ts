/** A card's actions on top: save, what the record can do now, menus, delete. */
import type { MenuItem } from '@koble/ui'
import { html, nothing, type TemplateResult } from 'lit'
import type { Entity } from './api.ts'
import type { ActionDefinition, EntityDefinition } from './definitions/definition.ts'

export interface ActionBar {
  readonly isNew: boolean
  readonly entity: EntityDefinition
  readonly record: Entity
  readonly running: string
  save(): void
  remove(): void
  run(action: ActionDefinition): void
}

export function actionBar(bar: ActionBar): TemplateResult {
  const { entity, isNew, running } = bar
  const isKept = entity.isReadOnly === true
  return html`${
    isKept
      ? nothing
      : html`<koble-ui-button slot="actions" kind="primary" ?busy=${running === 'save'} @click=${() => bar.save()}
          >${isNew ? 'Create' : 'Save'}</koble-ui-button
        >`
  }
  ${isNew ? nothing : offered(bar)}
  ${
    isNew || isKept || entity.isSingle === true
      ? nothing
      : html`<koble-ui-button
          slot="actions"
          kind="danger"
          icon="delete"
          ?busy=${running === 'delete'}
          @click=${() => bar.remove()}
          >Delete</koble-ui-button
        >`
  }`
}

function offered(bar: ActionBar): unknown {
  const actions = (bar.entity.actions ?? []).filter((action) => action.isOffered?.(bar.record) ?? true)
  return [...Map.groupBy(actions, ({ menu }) => menu ?? '')].map(([menu, members]) =>
    menu === '' ? members.map((action) => button(bar, action)) : menuOf(bar, menu, members),
  )
}

const button = (bar: ActionBar, action: ActionDefinition): TemplateResult =>
  html`<koble-ui-button
    slot="actions"
    icon=${action.icon ?? ''}
    ?busy=${bar.running === action.key}
    @click=${() => bar.run(action)}
    >${action.label}</koble-ui-button
  >`

function menuOf(bar: ActionBar, label: string, actions: readonly ActionDefinition[]): TemplateResult {
  const items: MenuItem[] = actions.map((action) => ({
    key: action.key,
    label: action.label,
    ...(action.icon === undefined ? {} : { icon: action.icon }),
  }))
  const chosen = ({ detail }: CustomEvent<{ key: string }>): void => {
    const action = actions.find(({ key }) => key === detail.key)
    if (action !== undefined) bar.run(action)
  }
  return html`<koble-ui-menu slot="actions" label=${label} .items=${items} @ui-action=${chosen}></koble-ui-menu>`
}
