/** `<erp-home>`: the role centre: what there is, as tiles. */
import { sharedStyles } from '@koble/ui'
import { Task } from '@lit/task'
import { html, LitElement, type TemplateResult } from 'lit'
import { currentCompany, list, problemOf, type Entity, textOf } from './api.ts'
import { customers, entities, roughMoney } from './entities.ts'

interface Centre {
  readonly company: Entity
  readonly counts: ReadonlyMap<string, number>
  /** Totals in local currency; undefined where there are too many customers to add up. */
  readonly due: number | undefined
  readonly balance: number | undefined
  readonly currency: string
}

/** More customers than this are counted, not added up: a home page must open at once. */
const ADDED_UP = 1000

export class HomePage extends LitElement {
  static override styles = [sharedStyles]
  readonly #task = new Task(this, { args: () => [], task: readCentre })

  protected override render(): TemplateResult {
    return html`<koble-ui-page
      heading=${textOf(this.#task.value?.company, 'displayName') || 'Home'}
      subheading="Role centre of the emulated ERP"
    >
      ${this.#task.render({
        initial: () => this.#tiles(undefined),
        pending: () => this.#tiles(undefined),
        complete: (centre) => this.#tiles(centre),
        error: (error) =>
          html`<koble-ui-error
            .problem=${problemOf(error)}
            retryable
            @ui-retry=${() => this.#task.run()}
          ></koble-ui-error>`,
      })}
    </koble-ui-page>`
  }

  #tiles(centre: Centre | undefined): TemplateResult {
    const loading = centre === undefined
    return html`<koble-ui-tiles>
      ${totalTile('Balance of customers', centre?.balance, centre)}
      ${totalTile('Due today or before', centre?.due, centre)}
      ${entities.map(
        (entity) =>
          html`<koble-ui-tile
            label=${entity.many}
            value=${centre?.counts.get(entity.set) ?? ''}
            href=${entity.path}
            ?loading=${loading}
          ></koble-ui-tile>`,
      )}
      <koble-ui-tile label="Request log" value="Open" href="/log"></koble-ui-tile>
    </koble-ui-tiles>`
  }
}

function totalTile(label: string, total: number | undefined, centre: Centre | undefined): TemplateResult {
  const tooMany = centre !== undefined && total === undefined
  return html`<koble-ui-tile
    label=${label}
    value=${total === undefined ? '–' : roughMoney(total)}
    hint=${tooMany ? `not added up: more than ${ADDED_UP} customers` : (centre?.currency ?? '')}
    href=${customers.path}
    ?loading=${centre === undefined}
  ></koble-ui-tile>`
}

async function readCentre(): Promise<Centre> {
  const company = await currentCompany()
  const [session] = (await list('sessionInformation')).rows
  const counts = await Promise.all(entities.map(async ({ set }) => [set, await countOf(set)] as const))
  const { rows, next } = await list(customers.set, { $select: 'balance,balanceDue' }, ADDED_UP)
  const total = (name: string): number | undefined =>
    next === undefined ? rows.reduce((sum, row) => sum + Number(row[name]), 0) : undefined
  return {
    company,
    counts: new Map(counts),
    balance: total('balance'),
    due: total('balanceDue'),
    currency: textOf(session, 'localCurrencyCode'),
  }
}

async function countOf(set: string): Promise<number> {
  return (await list(set, { $count: 'true', $select: 'id' }, 1)).count ?? 0
}

customElements.define('erp-home', HomePage)
