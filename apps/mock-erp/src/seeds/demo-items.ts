/** What the demo company sells: lamps and what belongs to them, services, people and vans. */
export const demoCategories = [
  ['BULBS', 'Bulbs and parts'],
  ['FLOOR', 'Floor lamps'],
  ['OUTDOOR', 'Outdoor lighting'],
  ['PENDANT', 'Pendant lamps'],
  ['SERVICE', 'Services'],
  ['TABLE', 'Table lamps'],
] as const

export type ItemType = 'Inventory' | 'Service' | 'Non_x002d_Inventory'

export interface DemoItem {
  readonly number: string
  readonly displayName: string
  readonly itemCategoryCode: string
  readonly unitPrice: string
  readonly unitCost: string
  /** Stock on the first day of the history, at MAIN. */
  readonly stock: string
  readonly type?: ItemType
  /** Pieces in a box, where there is one. */
  readonly box?: string
  readonly variants?: readonly (readonly [code: string, description: string])[]
  readonly blocked?: boolean
  readonly vendor?: string
  readonly weight?: string
}

const COLOURS = [
  ['BRASS', 'Brass'],
  ['BLACK', 'Black'],
  ['WHITE', 'White'],
] as const

/** Number, name, category, price, cost, opening stock, vendor, weight. */
const LAMPS = `1000|Fjord pendant, small|PENDANT|129|71.5|900|V00010|1.8
1001|Fjord pendant, large|PENDANT|249|138.2|700|V00010|3.4
1002|Havn pendant, glass|PENDANT|189|102.9|600|V00020|2.6
1003|Skagen dome|PENDANT|319|176|500|V00020|4.1
1004|Nordlys chandelier, 6 arms|PENDANT|1190|662.5|200|V00030|11.5
1005|Marsk linear, 120 cm|PENDANT|549|301.4|300|V00030|5.2
1006|Klit cluster, 3 globes|PENDANT|429|233.75|300|V00020|4.8
1100|Birk floor lamp|FLOOR|279|154.9|500|V00040|7.9
1101|Birk reading lamp|FLOOR|229|126.3|500|V00040|6.3
1102|Sejl arc lamp|FLOOR|689|381.1|250|V00040|18.2
1103|Tripod, ash|FLOOR|359|197.45|300|V00050|8.4
1104|Tripod, oak|FLOOR|379|208.6|300|V00050|8.8
1105|Column, paper|FLOOR|149|80.2|600|V00050|2.9
1200|Lille table lamp|TABLE|89|47.6|1200|V00010|1.2
1201|Lille table lamp, dimmable|TABLE|109|58.4|900|V00010|1.3
1202|Desk lamp Værft|TABLE|159|86.9|700|V00060|2.1
1203|Bedside lamp Dis|TABLE|69|36.8|1200|V00060|0.9
1204|Banker lamp, green glass|TABLE|199|108.5|400|V00020|2.7
1205|Portable lamp Glød|TABLE|119|63.1|900|V00060|0.7
1300|Wall lamp Kaj, IP44|OUTDOOR|99|54.3|800|V00070|1.1
1301|Wall lamp Kaj, double|OUTDOOR|139|76.15|600|V00070|1.5
1302|Bollard Mole, 60 cm|OUTDOOR|179|98.8|500|V00070|3.6
1303|Bollard Mole, 90 cm|OUTDOOR|209|115.2|500|V00070|4.4
1304|Garden spike|OUTDOOR|49|25.9|1500|V00080|0.6
1305|String lights, 10 m|OUTDOOR|59|30.7|1500|V00080|1.4
1306|Ceiling spot, recessed|OUTDOOR|39|20.45|2000|V00080|0.3
1400|LED bulb E27, 8 W|BULBS|6.9|3.12|9000|V00090|0.08
1401|LED bulb E14, 5 W|BULBS|5.9|2.64|9000|V00090|0.05
1402|LED bulb E27, filament|BULBS|9.5|4.38|6000|V00090|0.07
1403|LED spot GU10|BULBS|7.5|3.47|8000|V00090|0.05
1404|Dimmer module|BULBS|34.5|17.9|2500|V00100|0.12
1405|Textile cable, metre|BULBS|4.2|1.85|12000|V00100|0.06
1406|Ceiling rose, brass|BULBS|18.9|9.2|2500|V00100|0.25
1407|Driver 24 V, 60 W|BULBS|42.5|22.8|1800|V00110|0.4`

const BOXED: Readonly<Record<string, string>> = { '1400': '10', '1401': '10', '1402': '10', '1403': '20', '1304': '6' }
const COLOURED = new Set(['1000', '1001', '1200', '1202'])

export const demoItems: readonly DemoItem[] = [
  ...LAMPS.split('\n').map((line): DemoItem => {
    const [
      number = '',
      displayName = '',
      itemCategoryCode = '',
      unitPrice = '',
      unitCost = '',
      stock = '',
      vendor = '',
      weight = '',
    ] = line.split('|')
    const box = BOXED[number]
    return {
      number,
      displayName,
      itemCategoryCode,
      unitPrice,
      unitCost,
      stock,
      vendor,
      weight,
      ...(box === undefined ? {} : { box }),
      ...(COLOURED.has(number) ? { variants: COLOURS } : {}),
    }
  }),
  service('1500', 'Lighting plan, room', '240', '150'),
  service('1501', 'Assembly, flat rate', '95', '58'),
  service('1502', 'Take back old lamps', '12.5', '8.4'),
  { ...service('1600', 'Gift wrapping', '4.5', '1.2'), type: 'Non_x002d_Inventory', itemCategoryCode: 'BULBS' },
  { ...service('1601', 'Catalogue, printed', '6', '3.9'), type: 'Non_x002d_Inventory', itemCategoryCode: 'BULBS' },
  {
    number: '1900',
    displayName: 'Halogen floodlight (discontinued)',
    itemCategoryCode: 'OUTDOOR',
    unitPrice: '59',
    unitCost: '33',
    stock: '14',
    vendor: 'V00080',
    blocked: true,
  },
]

function service(number: string, displayName: string, unitPrice: string, unitCost: string): DemoItem {
  return { number, displayName, itemCategoryCode: 'SERVICE', unitPrice, unitCost, stock: '0', type: 'Service' }
}

/** Number, name, type, unit cost, unit price. */
export const demoResources = [
  ['R0010', 'Lighting designer', 'Person', '48', '95'],
  ['R0020', 'Electrician', 'Person', '42', '78'],
  ['R0030', 'Apprentice', 'Person', '24', '45'],
  ['R0040', 'Project lead', 'Person', '55', '110'],
  ['R0050', 'Showroom adviser', 'Person', '38', '65'],
  ['R0060', 'Delivery van', 'Machine', '31', '60'],
  ['R0070', 'Lifting platform', 'Machine', '44', '85'],
  ['R0080', 'Photo studio', 'Machine', '29', '70'],
] as const
