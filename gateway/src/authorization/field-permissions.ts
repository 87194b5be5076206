import { isPermesso, type Permesso } from '@trama/kernel/permessi';
import { type ConstDirectiveNode, type FieldDefinitionNode, Kind, parse, type TypeDefinitionNode } from 'graphql';

const DIRECTIVE = 'permesso';

interface GuardedType {
  /** For every field of the type, `__typename` included: whoever may not read a thing may not know that it is there. */
  readonly own: Permesso | undefined;
  readonly fields: ReadonlyMap<string, Permesso>;
}

/** What the supergraph says, with `@permesso`, about who may ask each field. */
export class FieldPermissions {
  private constructor(private readonly types: ReadonlyMap<string, GuardedType>) {}

  /** @throws Error when the supergraph names a permission that does not exist: it was made by other code than this */
  static of(supergraphSdl: string): FieldPermissions {
    const types = parse(supergraphSdl)
      .definitions.filter((definition) => Kind.OBJECT_TYPE_DEFINITION === definition.kind)
      .map((definition) => [definition.name.value, guardedType(definition)] as const);
    return new FieldPermissions(new Map(types));
  }

  /** The permissions without which this field of this object type is refused. */
  required(typeName: string, fieldName: string): Permesso[] {
    const type = this.types.get(typeName);
    return [type?.own, type?.fields.get(fieldName)].filter((permesso) => permesso !== undefined);
  }
}

function guardedType(definition: TypeDefinitionNode): GuardedType {
  const fields: readonly FieldDefinitionNode[] = ('fields' in definition ? (definition.fields ?? []) : []) as never;
  const guarded = fields.flatMap((field) => {
    const permesso = permessoIn(field.directives);
    return permesso ? [[field.name.value, permesso] as const] : [];
  });
  return { own: permessoIn(definition.directives), fields: new Map(guarded) };
}

function permessoIn(directives: readonly ConstDirectiveNode[] = []): Permesso | undefined {
  const argument = directives.find(({ name }) => name.value === DIRECTIVE)?.arguments?.[0]?.value;
  if (!argument) {
    return undefined;
  }
  const nome = argument.kind === Kind.STRING ? argument.value : '';
  if (!isPermesso(nome)) {
    throw new Error(`The supergraph asks for a permission that does not exist: ${nome}`);
  }
  return nome;
}
