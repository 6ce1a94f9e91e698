/** Whom the demo company buys from; all invented. */
export interface DemoVendor {
  readonly number: string
  readonly displayName: string
  readonly addressLine1: string
  readonly postalCode: string
  readonly city: string
  readonly country: string
  readonly currencyCode: string
  readonly paymentTermsCode: string
  /** The person to ask for. */
  readonly contact: string
}

const VENDORS = `V00010|Lampefabrikken Kolding ApS|Fabriksvej 12|6000|Kolding|DK|DKK|30D|Mads Holm
V00020|Glashütte Bayerwald GmbH|Ofenweg 3|94227|Zwiesel|DE||30D|Resi Brandl
V00030|Metalkunst Aarhus A/S|Havnegade 41|8000|Aarhus|DK|DKK|60D|Sofie Dam
V00040|Tischlerei und Licht Husum GmbH|Deichstraße 8|25813|Husum|DE||14D|Uwe Petersen
V00050|Småland Trä AB|Sågvägen 5|352 30|Växjö|SE|SEK|30D|Elsa Lindqvist
V00060|Werft Leuchten KG|Kaistraße 22|24103|Kiel|DE||30D|Jörn Maack
V00070|Kystlys AS|Strandgaten 77|5004|Bergen|NO|NOK|30D|Ingrid Vik
V00080|Giardino Luce S.r.l.|Via dei Tigli 14|20121|Milano|IT||60D|Paolo Conti
V00090|Brightline Components Ltd|Foundry Lane 9|BS1 6QS|Bristol|GB|GBP|30D|Helen Marsh
V00100|Kabel und Teile Nord GmbH|Gewerbering 31|24941|Flensburg|DE||14D|Tom Jessen
V00110|Volt Systems Inc.|Harbor Drive 200|97201|Portland|US|USD|30D|Grace Miller
V00120|Spedition Grenzland GmbH|Logistikpark 2|24983|Handewitt|DE||14D|Birte Clausen`

export const demoVendors: readonly DemoVendor[] = VENDORS.split('\n').map((line) => {
  const [
    number = '',
    displayName = '',
    addressLine1 = '',
    postalCode = '',
    city = '',
    country = '',
    currencyCode = '',
    paymentTermsCode = '',
    contact = '',
  ] = line.split('|')
  return { number, displayName, addressLine1, postalCode, city, country, currencyCode, paymentTermsCode, contact }
})
