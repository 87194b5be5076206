/**
 * V8 makes a function that is written where it becomes a property, and the getter of an object literal, at once among the old
 * objects. There it stays until these are collected, with all that it sees: for what is made for each request, that is the request.
 * A function that is a `const` first is made among the young ones, and goes with the request. See test/bench/README.md.
 */
const MESSAGE =
  'V8 makes this function among the old objects and keeps there all that it sees: make it a const first, or a method. For what is made once, say so.';

const isFunction = (node) => ['ArrowFunctionExpression', 'FunctionExpression'].includes(node?.type);

export const noOldClosures = {
  meta: { type: 'problem', schema: [], messages: { old: MESSAGE } },
  create: (context) => ({
    AssignmentExpression: ({ left, right }) => {
      if (left.type === 'MemberExpression' && isFunction(right)) {
        context.report({ node: right, messageId: 'old' });
      }
    },
    // A field with a value is an assignment, when TypeScript is done with it.
    'PropertyDefinition[static=false]': ({ value }) => {
      if (isFunction(value)) {
        context.report({ node: value, messageId: 'old' });
      }
    },
    'ObjectExpression > Property[kind="get"]': ({ value }) => context.report({ node: value, messageId: 'old' }),
  }),
};
