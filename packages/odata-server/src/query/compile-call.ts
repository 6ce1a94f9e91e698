/** Function calls in filters: the canonical functions, `case`, and the dialect's own. */
import { raise } from '../model/problem.ts'
import { patternOf } from './comparison.ts'
import { compilePath } from './compile-path.ts'
import { edmName, fits, mismatch } from './compiled.ts'
import { filterFunctions } from './functions.ts'
import type { CustomFunction, FilterExpression } from '../model/dialect.ts'
import type { Json, JsonObject } from '../model/value.ts'
import type { Compile, Compiled, Compiler } from './compiled.ts'
import type { FilterFunction } from './functions.ts'

type Call = Extract<FilterExpression, { kind: 'call' }>

export function compileCall(call: Call, compiler: Compiler, compile: Compile): Compiled {
  const { dialect } = compiler.model
  const custom = own(dialect.customFunctions ?? {}, call.name)
  if (custom !== undefined) return compileCustom(custom, call, compiler)
  const known = own(filterFunctions, call.name)
  const isTaken = dialect.functions === undefined || dialect.functions.includes(call.name)
  if (!isTaken || (known === undefined && call.name !== 'case') || call.named !== undefined)
    return raise({ kind: 'unsupportedFunction', name: call.name })
  const args = call.args.map((argument) => compile(argument, compiler))
  return known === undefined ? compileCase(args) : compileKnown(call.name, known, args, compiler)
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

function compileCustom(custom: CustomFunction, call: Call, compiler: Compiler): Compiled {
  const args = call.named ?? positional(call.args)
  return {
    type: 'Any',
    evaluate: (environment) =>
      custom.evaluate({
        args,
        property: (path) => compilePath(path.split('/'), compiler).evaluate(environment),
        context: compiler.context,
      }),
  }
}

function positional(args: readonly FilterExpression[]): JsonObject {
  const named: Record<string, Json> = {}
  for (const [at, argument] of args.entries()) if (argument.kind === 'literal') named[String(at)] = argument.value
  return named
}

function compileKnown(name: string, known: FilterFunction, args: readonly Compiled[], compiler: Compiler): Compiled {
  const least = known.takes.length - (known.optional ?? 0)
  const isCallable =
    args.length >= least &&
    args.length <= known.takes.length &&
    args.every(({ type }, at) => fits(type, known.takes[at] ?? []))
  if (!isCallable)
    return mismatch(
      `No function signature for the function with name '${name}' matches the specified arguments (${args.map(({ type }) => edmName(type)).join(', ')}).`,
    )
  const fold = compiler.model.dialect.ignoreCase ? (text: string) => text.toLowerCase() : (text: string) => text
  const setting = { fold, now: compiler.context.now }
  const [a, b] = args
  const pattern = a === undefined || b === undefined || !isTextTest(name) ? undefined : patternOf(name, a, b, compiler)
  return {
    type: known.result,
    evaluate: (environment) => {
      const values = args.map((argument) => argument.evaluate(environment))
      if (values.includes(null)) return null
      const test = pattern?.(String(values[1]))
      return test === undefined ? known.evaluate(values, setting) : test(String(values[0]))
    },
  }
}

function isTextTest(name: string): name is 'contains' | 'startswith' | 'endswith' {
  return name === 'contains' || name === 'startswith' || name === 'endswith'
}

function compileCase(args: readonly Compiled[]): Compiled {
  const conditions = args.filter((_, at) => at % 2 === 0)
  if (args.length === 0 || args.length % 2 !== 0 || !conditions.every(({ type }) => fits(type, ['Boolean'])))
    return mismatch('case takes pairs of a condition and a value.')
  return {
    type: args[1]?.type ?? 'Any',
    evaluate: (environment) => {
      const at = args.findIndex((condition, place) => place % 2 === 0 && condition.evaluate(environment) === true)
      return at < 0 ? null : (args[at + 1]?.evaluate(environment) ?? null)
    },
  }
}
