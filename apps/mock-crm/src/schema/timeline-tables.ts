/** What a record's timeline shows: notes, tasks, posts. Columns: reference/dataverse-schema.json, reference/dataverse-protocol.md, section 17. */
import { choice, day, flag, instant, integer, memo, onCreate, onUpdate, polymorphic, readOnly, text } from './column.ts'
import { table } from './table.ts'

export const annotation = table({
  name: 'annotation',
  setName: 'annotations',
  label: 'Note',
  objectTypeCode: 5,
  primaryName: 'subject',
  ownership: 'user',
  columns: {
    subject: text(500),
    notetext: memo(100_000),
    isdocument: flag(),
    filename: text(255),
    mimetype: text(256),
    documentbody: memo(7_000_000),
    filesize: readOnly(integer()),
    objectid: onCreate(polymorphic('Lookup', 'objectid', 'account', 'contact')),
  },
})

export const task = table({
  name: 'task',
  setName: 'tasks',
  label: 'Task',
  objectTypeCode: 4212,
  primaryId: 'activityid',
  primaryName: 'subject',
  ownership: 'user',
  columns: {
    subject: text(200),
    description: memo(),
    scheduledend: instant(),
    actualend: day(),
    prioritycode: choice({ 0: 'Low', 1: 'Normal', 2: 'High' }),
    statecode: onUpdate({
      type: 'State',
      access: 'all',
      options: [
        { value: 0, label: 'Open' },
        { value: 1, label: 'Completed' },
        { value: 2, label: 'Canceled' },
      ],
    }),
    statuscode: {
      type: 'Status',
      access: 'all',
      options: [
        { value: 2, label: 'Not Started', state: 0 },
        { value: 3, label: 'In Progress', state: 0 },
        { value: 4, label: 'Waiting on someone else', state: 0 },
        { value: 7, label: 'Deferred', state: 0 },
        { value: 5, label: 'Completed', state: 1 },
        { value: 6, label: 'Canceled', state: 2 },
      ],
    },
    regardingobjectid: {
      type: 'Lookup',
      access: 'all',
      targets: [
        { table: 'account', navigation: 'regardingobjectid_account_task' },
        { table: 'contact', navigation: 'regardingobjectid_contact_task' },
      ],
    },
  },
})

export const post = table({
  name: 'post',
  setName: 'posts',
  label: 'Post',
  objectTypeCode: 8000,
  primaryName: 'text',
  columns: {
    text: onCreate(text(2000)),
    source: onCreate(choice({ 1: 'Auto Post', 2: 'Manual Post', 3: 'ActionHub Post' })),
    type: onCreate(
      choice({ 1: 'Check-in', 2: 'Idea', 3: 'News', 4: 'Private Message', 5: 'Question', 6: 'Re-post', 7: 'Status' }),
    ),
    regardingobjectid: onCreate(polymorphic('Lookup', 'regardingobjectid', 'account', 'contact')),
  },
})
