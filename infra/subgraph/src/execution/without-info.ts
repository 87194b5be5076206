const marked = new WeakSet<object>();

/** Marks a resolver that looks at nothing but source, arguments and context. */
export function withoutInfo<R extends object>(resolve: R): R {
  marked.add(resolve);
  return resolve;
}

/** Whether nobody has to make for it what else a resolver is given. */
export const asksNoInfo = (resolve: object | undefined): boolean => resolve !== undefined && marked.has(resolve);
