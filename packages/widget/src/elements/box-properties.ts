/** The properties that every element of the widget has. */
import type { PropertyDeclarations } from 'lit'
import type { GetToken } from '../facts/request-facts.ts'

export type Theme = 'auto' | 'light' | 'dark'
export type Density = 'comfortable' | 'compact'

export interface BoxProperties {
  /** The address of the Koble server. */
  server: string
  /** The connection to ask; empty where the token names it. */
  connection: string
  /** BCP 47; empty: the page's language, else the browser's. */
  language: string
  theme: Theme
  density: Density
  getToken: GetToken | undefined
}

export const boxProperties = {
  server: {},
  connection: {},
  language: {},
  theme: { reflect: true },
  density: { reflect: true },
  getToken: { attribute: false },
} satisfies PropertyDeclarations

export const boxDefaults: BoxProperties = {
  server: '',
  connection: '',
  language: '',
  theme: 'auto',
  density: 'comfortable',
  getToken: undefined,
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A row's id as the server wants it: CRM pages give it in braces and upper case. Empty when it is none. */
export function rowId(id: string): string {
  const bare = id
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .toLowerCase()
  return guid.test(bare) ? bare : ''
}
