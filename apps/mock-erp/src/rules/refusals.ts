/** The refusals that application code of the ERP makes, with their codes (business-central-protocol, section 6). */
import { refuse } from '@koble/odata-server'

/** An AL `Error(...)`. */
export const dialogError = (message: string): never => refuse(400, 'Application_DialogException', message)

/** A field check (TestField, FieldError). */
export const fieldError = (message: string): never => refuse(400, 'Application_FieldValidationException', message)

export const mustHaveValue = (field: string, table: string, key: string): never =>
  fieldError(`${field} must have a value in ${table}: ${key}. It cannot be zero or empty.`)

export const relationError = (field: string, table: string, value: string, related: string): never =>
  refuse(
    400,
    'Internal_InvalidTableRelation',
    `The field ${field} of table ${table} contains a value (${value}) that cannot be found in the related table (${related}).`,
  )

export const alreadyExists = (table: string, identification: string): never =>
  refuse(
    400,
    'Internal_EntityWithSameKeyExists',
    `The record in table ${table} already exists. Identification fields and values: ${identification}`,
  )

export const notImplemented = (what: string): never =>
  refuse(501, 'BadRequest_MethodNotImplemented', `${what} is not implemented by this emulator.`)
