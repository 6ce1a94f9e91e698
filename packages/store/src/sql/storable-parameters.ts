/**
 * What PostgreSQL cannot hold in a text (NUL, halves of surrogate pairs) becomes the replacement character in every parameter,
 * so that hostile input finds nothing instead of failing a statement.
 */
import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type ValueNode,
} from 'kysely'
import { storableText } from './page.ts'

class ParameterTransformer extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return typeof node.value === 'string' ? { ...node, value: storableText(node.value) } : node
  }
}

const transformer = new ParameterTransformer()

export const storableParameters: KyselyPlugin = {
  transformQuery: ({ node, queryId }: PluginTransformQueryArgs) => transformer.transformNode(node, queryId),
  transformResult: ({ result }: PluginTransformResultArgs) => Promise.resolve(result),
}
