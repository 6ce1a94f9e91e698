/** `<erp-availability>`: what of an item can be promised, by location, on a date; and the supplies and needs behind it. */
import { sharedStyles, type Column, type FieldDetail } from '@koble/ui'
import { css, html, LitElement, type TemplateResult } from 'lit'
import { list, problemOf, textOf, type Entity } from './api.ts'
import { booleanColumn, dateColumn, memberColumn, quantityColumn, textColumn } from './definitions/columns.ts'

const columns: readonly Column<Entity>[] = [
  textColumn('locationName', 'Location', {
    value: (row) => (row['isTotal'] === true ? 'Total' : textOf(row, 'locationName') || '(no location)'),
  }),
  quantityColumn('inventory', 'Inventory'),
  quantityColumn('reservedFromInventory', 'Reserved'),
  quantityColumn('grossRequirement', 'Gross requirement'),
  quantityColumn('scheduledReceipt', 'Scheduled receipt'),
  quantityColumn('projectedAvailableBalance', 'Projected balance'),
  quantityColumn('availableToPromise', 'Available to promise'),
  booleanColumn('isAvailable', 'Available', { format: (value) => (value === true ? 'Yes' : 'No') }),
  dateColumn('earliestAvailableDate', 'Earliest'),
  dateColumn('nextReceiptDate', 'Next receipt'),
].map((column) => ({ ...column, sortable: false }))

const eventColumns: readonly Column<Entity>[] = [
  dateColumn('date', 'Date'),
  memberColumn('eventType', 'Supply or need'),
  textColumn('documentNumber', 'Document no.'),
  textColumn('customerOrVendorName', 'Customer or vendor'),
  quantityColumn('quantity', 'Quantity'),
  quantityColumn('reservedQuantity', 'Reserved'),
  quantityColumn('projectedAvailableBalance', 'Projected balance'),
].map((column) => ({ ...column, sortable: false }))

export class Availability extends LitElement {
  static override properties = {
    itemId: { attribute: false },
    revision: { attribute: false },
    date: { state: true },
    quantity: { state: true },
    rows: { state: true },
    events: { state: true },
    failure: { state: true },
  }
  declare itemId: string
  /** Grows when the item was changed. */
  declare revision: number
  /** Blank: the work date. */
  declare private date: string
  declare private quantity: string
  declare private rows: readonly Entity[] | undefined
  declare private events: readonly Entity[]
  declare private failure: unknown
  #loaded = ''

  constructor() {
    super()
    this.revision = 0
    this.date = ''
    this.quantity = ''
    this.events = []
  }

  static override styles = [
    sharedStyles,
    css`
      .asked {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        margin-bottom: 8px;
      }
      .asked koble-ui-field {
        width: min(200px, 100%);
      }
      h3 {
        margin: 16px 0 8px;
        font: 600 14px/20px var(--koble-font);
      }
    `,
  ]

  protected override willUpdate(): void {
    const wanted = [this.itemId, this.revision, this.date, this.quantity].join(' ')
    if (this.#loaded === wanted) return
    this.#loaded = wanted
    void this.#load(wanted)
  }

  async #load(wanted: string): Promise<void> {
    const { itemId, date, quantity } = this
    const item = `itemId eq ${itemId}`
    const day = date === '' ? '' : ` and date eq ${date}`
    const asked = quantity === '' ? '' : ` and quantity eq ${quantity}`
    try {
      const [rows, events] = await Promise.all([
        list('itemAvailability', { $filter: item + day + asked }),
        list('itemAvailabilityEvents', { $filter: item }),
      ])
      if (this.#loaded !== wanted) return
      this.failure = undefined
      this.rows = rows.rows
      this.events = events.rows
    } catch (error) {
      this.failure = error
    }
  }

  protected override render(): TemplateResult {
    const { failure, rows } = this
    const problem = failure === undefined ? undefined : problemOf(failure)
    const loading = rows === undefined && failure === undefined
    return html`<koble-ui-fast-tab heading="Availability by location" open>
      <div class="asked">
        <koble-ui-field
          compact
          type="date"
          name="date"
          label="On date (blank: today)"
          .value=${this.date}
          @ui-change=${({ detail }: CustomEvent<FieldDetail>) => (this.date = detail.value)}
        ></koble-ui-field>
        <koble-ui-field
          compact
          type="decimal"
          min="0"
          name="quantity"
          label="Quantity wanted"
          .value=${this.quantity}
          @ui-change=${({ detail }: CustomEvent<FieldDetail>) => (this.quantity = detail.value)}
        ></koble-ui-field>
      </div>
      <koble-ui-table
        caption="Availability by location"
        .columns=${columns}
        .rows=${rows ?? []}
        .rowKey=${(row: Entity) => textOf(row, 'sequence')}
        ?loading=${loading}
        .error=${problem}
        empty-heading="No location"
        empty-text="The company has no location that goods are sold from."
        @ui-retry=${() => this.#load(this.#loaded)}
      ></koble-ui-table>
      <h3>Supplies and needs</h3>
      <koble-ui-table
        caption="Supplies and needs"
        .columns=${eventColumns}
        .rows=${this.events}
        .rowKey=${(row: Entity) => textOf(row, 'sequence')}
        ?loading=${loading}
        empty-heading="Nothing expected"
        empty-text="Orders, purchases and transfers of this item are listed here by date."
      ></koble-ui-table>
    </koble-ui-fast-tab>`
  }
}

customElements.define('erp-availability', Availability)
