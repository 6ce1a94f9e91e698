/** The fields of a connection's form, and what its values say to the API. Secrets are only ever sent. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Connection, ConnectionInput, ConnectionPatch, Side } from '../api/types.ts'
import { sideName } from '../words/names.ts'

type Values = Readonly<Record<string, string>>

const address: Readonly<Record<Side, { readonly hint: string; readonly placeholder: string }>> = {
  erp: {
    hint: 'The environment, without /api.',
    placeholder: 'https://api.businesscentral.dynamics.com/v2.0/production',
  },
  crm: { hint: 'The organization, without /api.', placeholder: 'https://contoso.crm4.dynamics.com' },
}

const sideFields = (side: Side, shown: Connection | undefined): TemplateResult => {
  const system = shown?.[side]
  const secretHint = shown === undefined ? '' : 'Leave empty to keep the one that is stored.'
  return html`<koble-ui-card heading=${side === 'erp' ? 'ERP: Business Central' : 'CRM: Dynamics 365 Sales'}>
    <koble-ui-form-grid>
      <koble-ui-field
        full
        type="url"
        name=${`${side}.baseUrl`}
        label=${`${sideName[side]} address`}
        required
        maxlength="2000"
        value=${system?.baseUrl ?? ''}
        placeholder=${address[side].placeholder}
        hint=${address[side].hint}
      ></koble-ui-field>
      ${
        side === 'erp'
          ? html`<koble-ui-field
              name="erp.company"
              label="Company"
              required
              maxlength="200"
              value=${shown?.erp.company ?? ''}
              hint="By its name or id."
            ></koble-ui-field>`
          : nothing
      }
      <koble-ui-field
        name=${`${side}.tenant`}
        label=${`${sideName[side]} tenant`}
        maxlength="200"
        value=${system?.tenant ?? 'common'}
        hint="Directory (tenant) id or domain."
      ></koble-ui-field>
      <koble-ui-field
        name=${`${side}.clientId`}
        label=${`${sideName[side]} client id`}
        required
        maxlength="200"
        value=${system?.clientId ?? ''}
        autocomplete="off"
      ></koble-ui-field>
      <koble-ui-field
        type="password"
        name=${`${side}.clientSecret`}
        label=${`${sideName[side]} client secret`}
        ?required=${shown === undefined}
        maxlength="2000"
        autocomplete="new-password"
        hint=${secretHint}
      ></koble-ui-field>
      <koble-ui-field
        type="url"
        name=${`${side}.authority`}
        label=${`${sideName[side]} sign-in service`}
        maxlength="2000"
        value=${system?.authority ?? ''}
        hint="Empty: https://login.microsoftonline.com."
      ></koble-ui-field>
    </koble-ui-form-grid>
  </koble-ui-card>`
}

export const connectionFields = (shown: Connection | undefined): TemplateResult =>
  html`<koble-ui-card heading="Connection">
      <koble-ui-form-grid>
        <koble-ui-field name="name" label="Name" required maxlength="100" value=${shown?.name ?? ''}></koble-ui-field>
        <koble-ui-field
          type="checkbox"
          name="enabled"
          label="Switched on"
          ?checked=${shown?.enabled ?? true}
          hint="Switched off, nothing is read or written."
        ></koble-ui-field>
      </koble-ui-form-grid>
    </koble-ui-card>
    ${sideFields('erp', shown)} ${sideFields('crm', shown)}`

const at = (values: Values, name: string): string => (values[name] ?? '').trim()

const system = (values: Values, side: Side) => {
  const authority = at(values, `${side}.authority`)
  return {
    baseUrl: at(values, `${side}.baseUrl`),
    ...(authority === '' ? {} : { authority }),
    credentials: {
      tenant: at(values, `${side}.tenant`) || 'common',
      clientId: at(values, `${side}.clientId`),
      clientSecret: values[`${side}.clientSecret`] ?? '',
    },
  }
}

export const inputFrom = (values: Values): ConnectionInput => ({
  name: at(values, 'name'),
  enabled: values['enabled'] === 'true',
  erp: { ...system(values, 'erp'), company: at(values, 'erp.company') },
  crm: system(values, 'crm'),
})

/** Only what changed: an address or a secret that is not sent stays as it is. */
const systemPatch = (values: Values, side: Side, shown: Connection) => {
  const given = system(values, side)
  const stored = shown[side]
  const { credentials } = given
  const sameUser = credentials.tenant === stored.tenant && credentials.clientId === stored.clientId
  return {
    ...(given.baseUrl === stored.baseUrl ? {} : { baseUrl: given.baseUrl }),
    ...(given.authority === undefined || given.authority === stored.authority ? {} : { authority: given.authority }),
    ...(credentials.clientSecret === '' && sameUser ? {} : { credentials }),
  }
}

const isEmpty = (patch: object): boolean => Object.keys(patch).length === 0

export const patchFrom = (values: Values, shown: Connection): ConnectionPatch => {
  const company = at(values, 'erp.company')
  const erp = { ...systemPatch(values, 'erp', shown), ...(company === shown.erp.company ? {} : { company }) }
  const crm = systemPatch(values, 'crm', shown)
  return {
    name: at(values, 'name'),
    enabled: values['enabled'] === 'true',
    ...(isEmpty(erp) ? {} : { erp }),
    ...(isEmpty(crm) ? {} : { crm }),
  }
}

/** Another principal needs its own secret: the stored one belongs to the old one. */
export const secretsMissing = (values: Values, shown: Connection): readonly Side[] =>
  (['erp', 'crm'] as const).filter((side) => {
    const { credentials } = system(values, side)
    const sameUser = credentials.tenant === shown[side].tenant && credentials.clientId === shown[side].clientId
    return !sameUser && credentials.clientSecret === ''
  })
