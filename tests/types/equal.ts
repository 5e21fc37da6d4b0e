/** True if two types are the same, `any` and modifiers included. */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Compiles only for `true`. */
export type Expect<Proof extends true> = Proof

/** True if a value of the one type can be used as the other. */
export type Assignable<From, To> = [From] extends [To] ? true : false
