/** API v2.0 `journals` and `journalLines`: general journals (business-central-api.json; erp-business-logic, section 3.4). */
import type { Draft, EntitySetDefinition, WriteContext } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { postJournal } from '../ledger/post-journal.ts'
import { codeRules } from '../rules/code-records.ts'
import { lastJournalLine, removeJournalLines } from '../rules/journal-lines.ts'
import { drawNumber, series } from '../rules/number-series.ts'
import { refuseTakenId } from '../rules/record-identity.ts'
import { dialogError } from '../rules/refusals.ts'
import { integer as integerOf, text as textOf, workDate } from '../rules/setup.ts'
import { ACCOUNT_TYPES, accountId, accountNumber, accountOf, accountType, typeOf } from '../sets/journal-account.ts'
import { idProperty, type Pair } from '../sets/pair.ts'
import { codeField, date, decimal, guid, idOf, integer, lastModified, systemId, text } from '../sets/properties.ts'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { attachmentsBelow } from './attachments.ts'
import { dimensionSetLinesBelow } from './dimension-set-lines.ts'

const rules = codeRules(names.journal)

/** A G/L account, held by its number. */
const balancingAccount: Pair = {
  table: names.account,
  article: 'an',
  keyColumn: 'number',
  length: 20,
  column: 'balancingAccountNumber',
  holds: 'key',
}

export const journals: EntitySetDefinition = {
  name: 'journals',
  entityType: 'journal',
  table: names.journal,
  fixed: { templateName: 'GENERAL' },
  properties: {
    id: systemId,
    code: codeField(10),
    displayName: text(100),
    templateDisplayName: codeField(10, { column: 'templateName', readOnly: true }),
    lastModifiedDateTime: lastModified,
    balancingAccountId: idProperty('balancingAccountId', balancingAccount),
    balancingAccountNumber: { ...codeField(20), readOnly: true },
  },
  navigation: {
    journalLines: { target: 'journalLines', collection: true, contained: true, targetColumn: 'journalId' },
  },
  insert: rules.insert,
  modify: rules.modify,
  delete: { after: (row, { data }) => removeJournalLines(data, row.id) },
  operations: {
    post: {
      kind: 'action',
      bound: 'entity',
      run: ({ row, context }) => {
        if (row !== undefined) postJournal(context.data, row)
        return undefined
      },
    },
  },
}

export const journalLines: EntitySetDefinition = {
  name: 'journalLines',
  entityType: 'journalLine',
  table: names.journalLine,
  requiresParent: ['journalId'],
  properties: {
    id: systemId,
    journalId: guid({ set: setJournal }),
    journalDisplayName: codeField(10, {
      get: (row, { data }) => textOf(data.get(names.journal, textOf(row, 'journalId')) ?? {}, 'code'),
      set: (draft, value, { data }) => {
        const journal = data.lookup(names.journal, ['code'], [String(value)])
        const before = textOf(draft, 'journalId')
        if (before !== '' && before !== emptyGuid && before !== journal?.id) {
          dialogError("The Journal Batch Display Name isn't editable.")
        }
        draft['journalId'] = idOf(journal)
      },
    }),
    lineNumber: integer(),
    accountType: accountType('account', 'journalLineAccountType'),
    accountId: accountId('account', 'accountId'),
    accountNumber: accountNumber('account', 'accountNumber'),
    postingDate: date(),
    documentNumber: codeField(20),
    externalDocumentNumber: codeField(35),
    amount: decimal(),
    description: text(100),
    comment: text(250),
    taxCode: codeField(20),
    balanceAccountType: accountType('balancingAccount', 'journalLineBalanceAccountType'),
    balancingAccountId: accountId('balancingAccount', 'balancingAccountId'),
    balancingAccountNumber: accountNumber('balancingAccount', 'balancingAccountNumber'),
    lastModifiedDateTime: lastModified,
  },
  navigation: {
    account: {
      target: 'accounts',
      readOnly: true,
      rows: (row, { data }) =>
        typeOf(row, 'account') === ACCOUNT_TYPES[0]
          ? [accountOf(row, 'account', data)].filter((account) => account !== undefined)
          : [],
    },
    attachments: attachmentsBelow,
    dimensionSetLines: dimensionSetLinesBelow,
  },
  insert: {
    start: (_draft, context, body) => refuseTakenId(names.journalLine, context, body),
    before: completeLine,
  },
  modify: {},
  delete: {},
}

function setJournal(draft: Draft, value: unknown): void {
  const before = textOf(draft, 'journalId')
  if (before !== '' && before !== emptyGuid && before !== value) dialogError("The Journal Batch Id isn't editable.")
  draft['journalId'] = typeof value === 'string' ? value : emptyGuid
}

/** What the caller left out: line number, posting date, document number, balancing account, description. */
function completeLine(draft: Draft, context: WriteContext): void {
  const { data } = context
  const journal = data.get(names.journal, textOf(draft, 'journalId'))
  if (journal === undefined || journal['templateName'] !== 'GENERAL') {
    return dialogError('You must specify a journal batch ID or a journal ID to get a journal line.')
  }
  const last = lastJournalLine(data, journal.id)
  if (integerOf(draft, 'lineNumber') === 0) draft['lineNumber'] = integerOf(last ?? {}, 'lineNumber') + 10_000
  if ((textOf(draft, 'postingDate') || '0001-01-01') === '0001-01-01') {
    draft['postingDate'] = textOf(last ?? {}, 'postingDate') || workDate(context.clock)
  }
  if (textOf(draft, 'documentNumber') === '') {
    draft['documentNumber'] = textOf(last ?? {}, 'documentNumber') || drawDocument(context)
  }
  if (textOf(draft, 'balancingAccountNumber') === '') {
    draft['balancingAccountNumber'] = textOf(journal, 'balancingAccountNumber')
  }
  draft['accountType'] = typeOf(draft, 'account')
  draft['balancingAccountType'] = typeOf(draft, 'balancingAccount')
  if (textOf(draft, 'description') === '') {
    draft['description'] = textOf(accountOf(draft, 'account', data) ?? {}, 'displayName')
  }
}

const drawDocument = ({ data }: WriteContext): string =>
  drawNumber(
    data,
    series.generalJournal,
    (documentNumber) => findAll(data, names.generalEntry, { documentNumber }).length > 0,
  )
