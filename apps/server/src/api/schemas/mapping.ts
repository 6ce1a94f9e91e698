/** Table mappings as the API takes and shows them: the same data that drives the planner. */
import { z } from '@hono/zod-openapi'
import { valueSchema } from './value.ts'

const condition = z.strictObject({
  field: z.string().max(100),
  operator: z.enum(['eq', 'ne', 'in', 'isBlank', 'isNotBlank']),
  value: valueSchema.optional(),
  values: z
    .array(z.union([z.string(), z.number()]))
    .max(1000)
    .optional(),
})
const direction = z.enum(['both', 'toCrm', 'toErp'])
const name = z.string().min(1).max(100)

const fieldMapping = z
  .object({
    name,
    erp: name.nullable(),
    crm: name.nullable(),
    direction,
    converter: z
      .strictObject({
        name,
        parameters: z.record(z.string(), z.union([valueSchema, z.record(z.string(), valueSchema)])).optional(),
      })
      .optional(),
    constant: valueSchema.optional(),
    onlyOnCreate: z.boolean().optional(),
    reference: z
      .strictObject({
        mapping: name,
        whenUncoupled: z.enum(['wait', 'later', 'clear', 'keep']),
        blankMeans: z.literal('localCurrency').optional(),
      })
      .optional(),
    keepWhenBlank: z.boolean().optional(),
    stateField: z.boolean().optional(),
  })
  .strict()
  .openapi('FieldMapping')

export const mappingInput = z
  .object({
    name,
    label: z.string().min(1).max(200),
    erp: name,
    crm: name,
    direction,
    enabled: z.boolean(),
    onlyCoupled: z.boolean(),
    erpFilter: z.array(condition).max(50),
    crmFilter: z.array(condition).max(50),
    onUpdateConflict: z.enum(['ask', 'erp', 'crm']),
    onDeletion: z.enum(['ask', 'uncouple', 'restore', 'delete', 'deactivate']),
    onLeaving: z.enum(['rest', 'goOn', 'uncouple']),
    deactivate: z
      .strictObject({
        erp: z.record(z.string(), valueSchema).optional(),
        crm: z.record(z.string(), valueSchema).optional(),
      })
      .optional(),
    firstAgreement: z.enum(['ask', 'erp', 'crm']),
    match: z
      .array(
        z.strictObject({
          fields: z
            .array(z.strictObject({ field: name, ignoreCase: z.boolean() }))
            .min(1)
            .max(10),
        }),
      )
      .max(10),
    dependsOn: z.array(name).max(50),
    fields: z.array(fieldMapping).max(500),
  })
  .strict()
  .openapi('TableMapping')

export const mappingSchema = mappingInput.extend({ version: z.number().int() }).openapi('StoredTableMapping')

export const mappingProblemsSchema = z
  .object({
    ok: z.boolean(),
    problems: z.array(z.object({ code: z.string(), field: z.string().nullable(), message: z.string() })),
  })
  .openapi('MappingProblems')
