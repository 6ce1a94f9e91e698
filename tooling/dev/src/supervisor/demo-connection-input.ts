/** What connects the two emulators, as `POST /connections` takes it: they give their own tokens to their demo client. */
const credentials = { tenant: 'common', clientId: 'koble-demo', clientSecret: 'koble-demo-secret' }

export const demoConnectionInput = (to: {
  readonly name: string
  /** Addresses of the emulators, without a path. */
  readonly erp: string
  readonly crm: string
  readonly company: string
}) => ({
  name: to.name,
  erp: { baseUrl: `${to.erp}/v2.0/sandbox`, authority: to.erp, company: to.company, credentials },
  crm: { baseUrl: to.crm, authority: to.crm, credentials },
})
