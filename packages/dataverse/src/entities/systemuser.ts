/** Dataverse's users (reference/dataverse-schema.json). Koble reads them and writes none. */
import { boolean, entity, nullable, option, readOnly, text } from '@koble/core'

export const systemuser = entity(
  'crm',
  'systemuser',
  { label: 'user', nameField: 'fullname', key: 'systemuserid' },
  {
    fullname: readOnly(nullable(text(200))),
    firstname: readOnly(nullable(text(64))),
    lastname: readOnly(nullable(text(64))),
    internalemailaddress: readOnly(nullable(text(100))),
    domainname: readOnly(nullable(text(250))),
    mobilephone: readOnly(nullable(text(64))),
    title: readOnly(nullable(text(128))),
    isdisabled: readOnly(nullable(boolean())),
    islicensed: readOnly(nullable(boolean())),
    isintegrationuser: readOnly(nullable(boolean())),
    /** 4 is non-interactive: an application. */
    accessmode: readOnly(nullable(option(0, 1, 2, 3, 4))),
  },
)
