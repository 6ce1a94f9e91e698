/** `<erp-home>`: the role centre: what there is to do, and what there is, as tiles in the groups of the navigation. */
import { sharedStyles } from '@koble/ui'
import { Task } from '@lit/task'
import { css, html, LitElement, type TemplateResult } from 'lit'
import { countOf, currentCompany, list, problemOf, type Entity, textOf } from './api.ts'
import { roughMoney } from './definitions/shown-value.ts'
import { tileGroups, type TileDefinition } from './home-tiles.ts'

interface Centre {
  readonly company: Entity
  readonly session: Entity | undefined
  readonly counts: ReadonlyMap<TileDefinition, number>
  /** Totals in local currency; undefined where there are too many customers to add up. */
  readonly due: number | undefined
  readonly balance: number | undefined
}

/** More customers than this are counted, not added up: a home page must open at once. */
const ADDED_UP = 1000

export class HomePage extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      h2 {
        margin: 20px 0 8px;
        font: 600 16px/22px var(--koble-font);
      }
      h2:first-of-type {
        margin-top: 4px;
      }
    `,
  ]
  readonly #task = new Task(this, { args: () => [], task: readCentre })

  protected override render(): TemplateResult {
    const workDate = textOf(this.#task.value?.session, 'workDate')
    return html`<koble-ui-page
      heading=${textOf(this.#task.value?.company, 'displayName') || 'Home'}
      subheading=${`Role centre of the emulated ERP${workDate === '' ? '' : `, work date ${workDate}`}`}
    >
      ${this.#task.render({
        initial: () => groups(undefined),
        pending: () => groups(undefined),
        complete: (centre) => groups(centre),
        error: (error) =>
          html`<koble-ui-error
            .problem=${problemOf(error)}
            retryable
            @ui-retry=${() => this.#task.run()}
          ></koble-ui-error>`,
      })}
    </koble-ui-page>`
  }
}

const groups = (centre: Centre | undefined): TemplateResult =>
  html`${tileGroups.map(
      ({ heading, tiles }) =>
        html`<h2>${heading}</h2>
          <koble-ui-tiles>
            ${
              heading === 'Finance'
                ? html`${totalTile('Balance of customers', centre?.balance, centre)}
                  ${totalTile('Due today or before', centre?.due, centre)}`
                : ''
            }
            ${tiles.map(
              (tile) =>
                html`<koble-ui-tile
                  label=${tile.label}
                  value=${centre?.counts.get(tile)?.toLocaleString() ?? ''}
                  href=${tile.href}
                  ?loading=${centre === undefined}
                ></koble-ui-tile>`,
            )}
          </koble-ui-tiles>`,
    )}
    <h2>Emulator</h2>
    <koble-ui-tiles><koble-ui-tile label="Request log" value="Open" href="/log"></koble-ui-tile></koble-ui-tiles>`

function totalTile(label: string, total: number | undefined, centre: Centre | undefined): TemplateResult {
  const tooMany = centre !== undefined && total === undefined
  return html`<koble-ui-tile
    label=${label}
    value=${total === undefined ? '–' : roughMoney(total)}
    hint=${tooMany ? `not added up: more than ${ADDED_UP} customers` : textOf(centre?.session, 'localCurrencyCode')}
    href="/customers"
    ?loading=${centre === undefined}
  ></koble-ui-tile>`
}

async function readCentre(): Promise<Centre> {
  const company = await currentCompany()
  const tiles = tileGroups.flatMap((group) => group.tiles)
  const [session, counts, customers] = await Promise.all([
    list('sessionInformation'),
    Promise.all(tiles.map(async (tile) => [tile, await countOf(tile.set, tile.filter)] as const)),
    list('customers', { $select: 'balance,balanceDue' }, ADDED_UP),
  ])
  const total = (name: string): number | undefined =>
    customers.next === undefined ? customers.rows.reduce((sum, row) => sum + Number(row[name]), 0) : undefined
  return {
    company,
    session: session.rows[0],
    counts: new Map(counts),
    balance: total('balance'),
    due: total('balanceDue'),
  }
}

customElements.define('erp-home', HomePage)
