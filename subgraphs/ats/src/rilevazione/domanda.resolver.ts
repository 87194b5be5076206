import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Compilazione, Domanda, Messaggio } from './compilazione.entity.js';
import { domandeByCompilazione, messaggiByDomanda } from './compilazione.loader.js';
import * as service from './domanda.service.js';
import { ApriDomandaInput, DomandaPayload, RispondiDomandaInput } from './rilevazione.input.js';

@Resolver(() => Domanda)
export class DomandaResolver {
  @Richiede('rilevazione:coordina')
  @Mutation(() => DomandaPayload, {
    nullable: true,
    description: 'Asks about a figure that was sent: until the question is closed the figure travels as "in verifica".',
  })
  async apriDomanda(
    @Arg('input', () => ApriDomandaInput, { description: 'The question.' }) input: ApriDomandaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<DomandaPayload> {
    return { domanda: await ctx.db.write((tx) => service.apriDomanda(tx, input)) };
  }

  @Richiede('rilevazione:rispondi')
  @Mutation(() => DomandaPayload, { nullable: true, description: 'Says something in an open question.' })
  async rispondiDomanda(
    @Arg('input', () => RispondiDomandaInput, { description: 'Which question, and what is said.' })
    input: RispondiDomandaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<DomandaPayload> {
    return { domanda: await ctx.db.write((tx) => service.rispondiDomanda(tx, input)) };
  }

  @Richiede('rilevazione:coordina')
  @Mutation(() => DomandaPayload, { nullable: true, description: 'Ends a question with a last word.' })
  async chiudiDomanda(
    @Arg('input', () => RispondiDomandaInput, {
      description: 'Which question, as the caller saw it, and the last word.',
    })
    input: RispondiDomandaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<DomandaPayload> {
    return { domanda: await ctx.db.write((tx) => service.chiudiDomanda(tx, input)) };
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => [Messaggio], { nullable: true, description: 'What was said, from the first.' })
  messaggi(@Root() { id }: Domanda, @Ctx() ctx: SubgraphContext): Promise<Messaggio[]> {
    return ctx.load(messaggiByDomanda, id);
  }
}

@Resolver(() => Compilazione)
export class DomandeDellaCompilazioneResolver {
  @Richiede('rilevazione:leggi')
  @FieldResolver(() => [Domanda], { nullable: true, description: 'The questions on its figures.' })
  domande(@Root() { id }: Compilazione, @Ctx() ctx: SubgraphContext): Promise<Domanda[]> {
    return ctx.load(domandeByCompilazione, id);
  }
}
