/** Tables of the platform: webhooks and their steps, system jobs, web resources. Columns: reference/dataverse-protocol.md, section 11. */
import {
  choice,
  entityName,
  flag,
  instant,
  integer,
  lookup,
  memo,
  onCreate,
  readOnly,
  text,
  twoStates,
} from './column.ts'
import { table } from './table.ts'

export const serviceendpoint = table({
  name: 'serviceendpoint',
  setName: 'serviceendpoints',
  label: 'Service Endpoint',
  schemaName: 'ServiceEndpoint',
  objectTypeCode: 4618,
  columns: {
    name: { ...text(256), required: true },
    description: text(2048),
    contract: choice({ 1: 'OneWay', 2: 'Queue', 3: 'Rest', 4: 'TwoWay', 5: 'Topic', 7: 'EventHub', 8: 'Webhook' }),
    url: text(2048),
    authtype: choice({ 4: 'WebhookKey', 5: 'HttpHeader', 6: 'HttpQueryString' }),
    authvalue: { ...text(2048), writeOnly: true },
    messageformat: choice({ 1: 'BinaryXML', 2: 'Json', 3: 'TextXML' }),
  },
  collections: [
    {
      name: 'serviceendpoint_sdkmessageprocessingstep',
      table: 'sdkmessageprocessingstep',
      column: 'eventhandler',
    },
  ],
})

export const sdkmessage = table({
  name: 'sdkmessage',
  setName: 'sdkmessages',
  label: 'Message',
  schemaName: 'SdkMessage',
  objectTypeCode: 4606,
  columns: { name: readOnly(text(256)) },
  readOnly: true,
})

export const sdkmessagefilter = table({
  name: 'sdkmessagefilter',
  setName: 'sdkmessagefilters',
  label: 'Message Filter',
  schemaName: 'SdkMessageFilter',
  objectTypeCode: 4607,
  primaryName: 'primaryobjecttypecode',
  columns: {
    sdkmessageid: readOnly(lookup('sdkmessage')),
    primaryobjecttypecode: readOnly(entityName()),
  },
  readOnly: true,
})

export const sdkmessageprocessingstep = table({
  name: 'sdkmessageprocessingstep',
  setName: 'sdkmessageprocessingsteps',
  label: 'Step',
  schemaName: 'SdkMessageProcessingStep',
  objectTypeCode: 4608,
  columns: {
    name: text(256),
    description: text(256),
    mode: choice({ 0: 'Synchronous', 1: 'Asynchronous' }),
    stage: choice({ 10: 'Pre-validation', 20: 'Pre-operation', 40: 'Post-operation' }),
    rank: integer(),
    supporteddeployment: choice({ 0: 'Server Only' }),
    asyncautodelete: flag(),
    filteringattributes: text(100_000),
    eventhandler: {
      type: 'Lookup',
      access: 'all',
      targets: [{ table: 'serviceendpoint', navigation: 'eventhandler_serviceendpoint' }],
      onDelete: 'Restrict',
    },
    sdkmessageid: lookup('sdkmessage'),
    sdkmessagefilterid: lookup('sdkmessagefilter'),
    ...twoStates('Enabled', 'Disabled'),
  },
})

/** System jobs: here the deliveries of asynchronous webhooks. */
export const asyncoperation = table({
  name: 'asyncoperation',
  setName: 'asyncoperations',
  label: 'System Job',
  schemaName: 'AsyncOperation',
  objectTypeCode: 4700,
  columns: {
    name: readOnly(text(256)),
    messagename: readOnly(text(160)),
    primaryentitytype: readOnly(entityName()),
    operationtype: readOnly(choice({ 1: 'System Event' })),
    statecode: readOnly({
      type: 'State',
      access: 'all',
      options: [
        { value: 0, label: 'Ready' },
        { value: 1, label: 'Suspended' },
        { value: 2, label: 'Locked' },
        { value: 3, label: 'Completed' },
      ],
    }),
    statuscode: readOnly({
      type: 'Status',
      access: 'all',
      options: [
        { value: 20, label: 'In Progress', state: 2 },
        { value: 30, label: 'Succeeded', state: 3 },
        { value: 31, label: 'Failed', state: 3 },
        { value: 32, label: 'Canceled', state: 3 },
      ],
    }),
    errorcode: readOnly(integer()),
    message: readOnly(memo(100_000)),
    friendlymessage: readOnly(memo(2000)),
    startedon: readOnly(instant()),
    completedon: readOnly(instant()),
    owningextensionid: readOnly({
      type: 'Lookup',
      access: 'read',
      targets: [{ table: 'sdkmessageprocessingstep', navigation: 'owningextensionid' }],
    }),
  },
  readOnly: true,
})

export const webresource = table({
  name: 'webresource',
  setName: 'webresourceset',
  label: 'Web Resource',
  schemaName: 'WebResource',
  objectTypeCode: 9333,
  columns: {
    name: { ...text(256), required: true },
    displayname: text(200),
    description: memo(),
    content: memo(7_000_000),
    webresourcetype: onCreate(
      choice({
        1: 'Webpage (HTML)',
        2: 'Style Sheet (CSS)',
        3: 'Script (JScript)',
        4: 'Data (XML)',
        5: 'PNG format',
        6: 'JPG format',
        7: 'GIF format',
        8: 'Silverlight (XAP)',
        9: 'Style Sheet (XSL)',
        10: 'ICO format',
        11: 'Vector format (SVG)',
        12: 'String (RESX)',
      }),
    ),
    languagecode: integer(),
  },
})
