/** Many-to-many relationships: two tables that meet in an intersect table (reference/dataverse-protocol.md, section 6.4). */

export interface End {
  readonly table: string
  /** The intersect table's lookup on this end. */
  readonly column: string
}

export interface Association {
  /** The relationship, and the navigation property of both ends. */
  readonly name: string
  readonly intersect: string
  readonly ends: readonly [End, End]
}

export const associations: readonly Association[] = [
  {
    name: 'systemuserroles_association',
    intersect: 'systemuserroles',
    ends: [
      { table: 'systemuser', column: 'systemuserid' },
      { table: 'role', column: 'roleid' },
    ],
  },
  {
    name: 'teammembership_association',
    intersect: 'teammembership',
    ends: [
      { table: 'team', column: 'teamid' },
      { table: 'systemuser', column: 'systemuserid' },
    ],
  },
]

/** The association as a table sees it: its own end, and the other. */
export interface Side {
  readonly association: Association
  readonly own: End
  readonly other: End
}

export const sidesOf = (table: string): readonly Side[] =>
  associations.flatMap((association) => {
    const [first, second] = association.ends
    return [
      { association, own: first, other: second },
      { association, own: second, other: first },
    ].filter((side) => side.own.table === table)
  })
