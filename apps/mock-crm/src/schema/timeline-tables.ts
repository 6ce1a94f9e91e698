/** What a record's timeline shows: notes, tasks, posts. Columns: reference/dataverse-schema.json, reference/dataverse-protocol.md, section 17. */
import {
  cascading,
  choice,
  day,
  flag,
  instant,
  integer,
  memo,
  onCreate,
  polymorphic,
  readOnly,
  stateColumns,
  text,
} from './column.ts'
import { table } from './table.ts'

/** The tables whose rows have tasks. */
const documented = ['account', 'contact', 'opportunity', 'quote', 'salesorder', 'invoice'] as const
/** The tables whose rows have notes and posts. */
const annotated = [...documented, 'product'] as const

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
    objectid: cascading(onCreate(polymorphic('Lookup', 'objectid', ...annotated))),
  },
})

export const task = table({
  name: 'task',
  setName: 'tasks',
  label: 'Task',
  objectTypeCode: 4212,
  activity: true,
  ownership: 'user',
  columns: {
    subject: text(200),
    description: memo(),
    scheduledend: instant(),
    actualend: day(),
    prioritycode: choice({ 0: 'Low', 1: 'Normal', 2: 'High' }),
    ...stateColumns(
      [
        0,
        'Open',
        [
          [2, 'Not Started'],
          [3, 'In Progress'],
          [4, 'Waiting on someone else'],
          [7, 'Deferred'],
        ],
      ],
      [1, 'Completed', [[5, 'Completed']]],
      [2, 'Canceled', [[6, 'Canceled']]],
    ),
    regardingobjectid: cascading({
      type: 'Lookup',
      access: 'all',
      targets: documented.map((table) => ({ table, navigation: `regardingobjectid_${table}_task` })),
    }),
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
    regardingobjectid: cascading(onCreate(polymorphic('Lookup', 'regardingobjectid', ...annotated))),
  },
})
