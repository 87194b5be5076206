import {
  defaultTypeResolver,
  GraphQLError,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  isObjectType,
} from 'graphql';
import { type FieldPlan, infoOf, type ObjectPlan, type Said } from './field-plan.js';
import { type Asked, isPromise, type Place, type Run } from './run.js';

type Execute = (run: Run, plan: ObjectPlan, value: unknown, place: Place) => Said;

/** A field whose type is known only once its value is there. Each type that it turns out to be is planned once. */
export class Abstract {
  private readonly plans = new Map<string, ObjectPlan>();

  constructor(
    private readonly asked: Asked,
    private readonly field: FieldPlan,
    private readonly type: GraphQLAbstractType,
    planOf: (type: GraphQLObjectType) => ObjectPlan,
  ) {
    // Now, so that what cannot be planned is known before anything runs.
    asked.schema.getPossibleTypes(type).forEach((possible) => this.plans.set(possible.name, planOf(possible)));
  }

  complete(run: Run, value: unknown, place: Place, execute: Execute): Said {
    const resolveType = this.type.resolveType ?? defaultTypeResolver;
    const name = resolveType(value, run.context, infoOf(run, this.field, place), this.type);
    return isPromise(name)
      ? name.then((resolved) => execute(run, this.required(resolved), value, place))
      : execute(run, this.required(name), value, place);
  }

  private required(name: unknown): ObjectPlan {
    const plan = typeof name === 'string' ? this.plans.get(name) : undefined;
    if (!plan) {
      throw new GraphQLError(this.refusal(name), { nodes: this.field.nodes });
    }
    return plan;
  }

  private refusal(name: unknown): string {
    const { parent, name: fieldName } = this.field;
    const { name: typeName } = this.type;
    if (typeof name !== 'string') {
      return `Abstract type "${typeName}" must resolve to an Object type at runtime for field "${parent.name}.${fieldName}". Either the "${typeName}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`;
    }
    const found = this.asked.schema.getType(name);
    if (!found) {
      return `Abstract type "${typeName}" was resolved to a type "${name}" that does not exist inside the schema.`;
    }
    return isObjectType(found)
      ? `Runtime Object type "${name}" is not a possible type for "${typeName}".`
      : `Abstract type "${typeName}" was resolved to a non-object type "${name}".`;
  }
}
