/** API v2.0 `employees` and `projects` (business-central-api.json). */
import type { Draft, EntitySetDefinition } from '@koble/odata-server'
import { joinName } from '../rules/contact-names.ts'
import { text as textOf } from '../rules/setup.ts'
import { unnumberedRules } from '../rules/unnumbered.ts'
import { addressLines, country, email } from '../sets/party-properties.ts'
import { choice, codeField, date, lastModified, readOnly, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'
import { documentAttachmentsBelow } from './attachments.ts'
import { defaultDimensionsBelow } from './default-dimensions.ts'
import { pdfDocumentBelow } from './pdf-document.ts'
import { picture } from './pictures.ts'

const employeeRules = unnumberedRules(names.employee, 'Employee Nos.', 'Human Resources Setup')

function nameFromParts(draft: Draft): void {
  const [firstName, middleName, surname] = ['givenName', 'middleName', 'surname'].map((part) => textOf(draft, part))
  draft['displayName'] = joinName({
    firstName: firstName ?? '',
    middleName: middleName ?? '',
    surname: surname ?? '',
  })
}

export const employees: EntitySetDefinition = {
  name: 'employees',
  entityType: 'employee',
  table: names.employee,
  properties: {
    id: systemId,
    number: codeField(20),
    displayName: readOnly(text(100)),
    givenName: text(30),
    middleName: text(30),
    surname: text(30),
    jobTitle: text(30),
    ...addressLines,
    city: text(30),
    state: text(30),
    country: country(names.employee),
    postalCode: codeField(20),
    phoneNumber: text(30),
    mobilePhone: text(30),
    email,
    personalEmail: text(80),
    employmentDate: date(),
    terminationDate: date(),
    status: choice('employeeStatus', members.employeeStatus),
    birthDate: date(),
    statisticsGroupCode: codeField(10),
    bankBranchNumber: text(20),
    bankAccountNumber: text(30),
    iban: codeField(50),
    lastModifiedDateTime: lastModified,
  },
  navigation: {
    picture: picture('Employee'),
    defaultDimensions: defaultDimensionsBelow,
    documentAttachments: documentAttachmentsBelow,
  },
  insert: {
    start: (draft, context, body) => {
      employeeRules.insert.start?.(draft, context, body)
      draft['status'] = 'Active'
    },
    before: (draft, context, body) => {
      employeeRules.insert.before?.(draft, context, body)
      nameFromParts(draft)
    },
  },
  modify: {
    before: (draft, row, context, body) => {
      employeeRules.modify.before?.(draft, row, context, body)
      nameFromParts(draft)
    },
    after: (row, before, context) => employeeRules.modify.after?.(row, before, context),
  },
  delete: employeeRules.delete,
}

export const projects: EntitySetDefinition = {
  name: 'projects',
  entityType: 'project',
  table: names.project,
  properties: { id: systemId, number: codeField(20), displayName: text(100), lastModifiedDateTime: lastModified },
  navigation: { documentAttachments: documentAttachmentsBelow, pdfDocument: pdfDocumentBelow },
  ...unnumberedRules(names.project, 'Project Nos.', 'Projects Setup'),
}
