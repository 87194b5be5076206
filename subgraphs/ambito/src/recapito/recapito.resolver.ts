import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { CasoPayload } from '../cartella/caso-cambiato.type.js';
import { scopoDi } from '../cartella/caso.service.js';
import { Persona } from '../cartella/persona.type.js';
import { AggiungiRecapitoInput, TogliRecapitoInput } from './recapito.input.js';
import { recapitiByPersona } from './recapito.loader.js';
import * as service from './recapito.service.js';
import { Recapito } from './recapito.type.js';

@Resolver(() => Persona)
export class PersonaRecapitiResolver {
  @Richiede('caso:leggi')
  @FieldResolver(() => [Recapito], {
    nullable: true,
    description:
      'How the person is reached, what is to be tried first before the rest, and what is no longer good at the end. Each one read is in the access log.',
  })
  recapiti(@Root() persona: Persona, @Ctx() ctx: SubgraphContext): Promise<Recapito[]> {
    return ctx.loadInspected(recapitiByPersona, scopoDi(ctx.identity), persona.id);
  }

  @Richiede('caso:scrivi')
  @Mutation(() => CasoPayload, { nullable: true, description: 'Writes down how a person of an open case is reached.' })
  async aggiungiRecapito(
    @Arg('input', () => AggiungiRecapitoInput, { description: 'Which case, as the caller saw it, whom and how.' })
    input: AggiungiRecapitoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CasoPayload> {
    return { caso: await ctx.db.write((tx) => service.aggiungiRecapito(tx, ctx.cifrario, input)) };
  }

  @Richiede('caso:scrivi')
  @Mutation(() => CasoPayload, {
    nullable: true,
    description: 'Writes down that a person is no longer reached in this way. It stays in the record.',
  })
  async togliRecapito(
    @Arg('input', () => TogliRecapitoInput, { description: 'Which case, as the caller saw it, and which one.' })
    input: TogliRecapitoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CasoPayload> {
    return { caso: await ctx.db.write((tx) => service.togliRecapito(tx, input)) };
  }
}

@Resolver(() => Recapito)
export class RecapitoResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The number or address; null once the person is erased.',
  })
  valore(@Root() recapito: Recapito, @Ctx() { cifrario }: SubgraphContext): Promise<string | null> {
    return service.leggiValore(cifrario, recapito);
  }
}
