/** A connection: one company of an ERP paired with one CRM organization. Secrets go in and never come out. */
import { z } from '@hono/zod-openapi'

const baseUrl = z.url({ protocol: /^https?$/ }).max(2000)
const credentials = z.strictObject({
  tenant: z.string().min(1).max(200).default('common'),
  clientId: z.string().min(1).max(200),
  clientSecret: z.string().min(1).max(2000),
})

export const erpSystemInput = z
  .strictObject({
    kind: z.literal('business-central').default('business-central'),
    baseUrl: baseUrl.openapi({
      description: 'The environment, without /api.',
      example: 'http://127.0.0.1:4010/v2.0/sandbox',
    }),
    authority: baseUrl
      .optional()
      .openapi({ description: 'Who gives tokens. Absent: https://login.microsoftonline.com.' }),
    company: z.string().min(1).max(200).openapi({ description: 'The company by its name or id.' }),
    credentials,
  })
  .openapi('ErpSystemInput')

export const crmSystemInput = z
  .strictObject({
    kind: z.literal('dataverse').default('dataverse'),
    baseUrl: baseUrl.openapi({ description: 'The organization, without /api.', example: 'http://127.0.0.1:4020' }),
    authority: baseUrl.optional(),
    credentials,
  })
  .openapi('CrmSystemInput')

export const connectionInput = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    erp: erpSystemInput,
    crm: crmSystemInput,
    enabled: z.boolean().default(true),
  })
  .openapi('ConnectionInput')

export const connectionPatch = z
  .strictObject({
    name: z.string().trim().min(1).max(100).optional(),
    enabled: z.boolean().optional(),
    erp: erpSystemInput.partial().optional(),
    crm: crmSystemInput.partial().optional(),
  })
  .openapi('ConnectionPatch')

const systemShown = z.object({
  kind: z.string(),
  baseUrl: z.string(),
  authority: z.string().nullable(),
  tenant: z.string(),
  clientId: z.string(),
})

export const connectionSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    erp: systemShown.extend({ company: z.string() }),
    crm: systemShown,
    createdAt: z.string(),
  })
  .openapi('Connection')

export const checkSchema = z
  .object({
    side: z.enum(['erp', 'crm', 'koble']),
    name: z.string(),
    label: z.string(),
    ok: z.boolean(),
    message: z.string(),
  })
  .openapi('ConnectionCheck')
export const testResultSchema = z.object({ ok: z.boolean(), checks: z.array(checkSchema) }).openapi('ConnectionTest')
