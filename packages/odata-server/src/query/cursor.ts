/** A place in a query option's text, and the small reads that the grammars share. */
import { raise } from '../model/problem.ts'

export class Cursor {
  readonly text: string
  readonly option: string
  at = 0
  depth = 0

  constructor(text: string, option: string) {
    this.text = text
    this.option = option
  }

  get rest(): string {
    return this.text.slice(this.at)
  }

  get ended(): boolean {
    return this.at >= this.text.length
  }

  peek(): string {
    return this.text.charAt(this.at)
  }

  spaces(): boolean {
    const start = this.at
    while (this.peek() === ' ' || this.peek() === '\t') this.at += 1
    return this.at > start
  }

  /** Takes `token` if it stands here. */
  take(token: string): boolean {
    if (!this.text.startsWith(token, this.at)) return false
    this.at += token.length
    return true
  }

  expect(token: string): void {
    this.spaces()
    if (!this.take(token))
      this.fail(this.ended ? `'${token}' expected at the end` : `'${token}' expected at position ${this.at}`)
  }

  /** Takes what the sticky pattern matches here. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0]
    if (found === undefined) return undefined
    this.at += found.length
    return found
  }

  /** Runs a nested rule; nesting beyond 100 levels is refused. */
  nested<T>(rule: () => T): T {
    this.depth += 1
    if (this.depth > 100) this.fail('The expression is nested too deeply')
    const result = rule()
    this.depth -= 1
    return result
  }

  fail(message: string): never {
    raise({
      kind: 'badSyntax',
      option: this.option,
      text: this.text,
      position: this.at,
      message: `${message} in '${this.text}'.`,
    })
  }
}
