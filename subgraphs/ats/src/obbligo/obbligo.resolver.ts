import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Destinatario } from '../rilevazione/campagna.entity.js';
import { destinatarioById } from '../rilevazione/campagna.loader.js';
import { ModificaObbligo, Obbligo } from './obbligo.entity.js';
import { AssegnaObbligoInput, ObbligoPayload, TerminaObbligoInput } from './obbligo.input.js';
import { listObblighi, modificheByObbligo } from './obbligo.loader.js';
import * as service from './obbligo.service.js';

@Resolver(() => Obbligo)
export class ObbligoResolver {
  @Richiede('rilevazione:coordina')
  @Query(() => [Obbligo], {
    nullable: true,
    description: 'Who owes a collection and who owed it, by contributor, from the oldest obligation.',
  })
  obblighi(
    @Arg('rilevazione', () => String, { description: 'Code of the collection.' }) rilevazione: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Obbligo[]> {
    return ctx.db.read((tx) => listObblighi(tx, rilevazione));
  }

  @Richiede('rilevazione:coordina')
  @Mutation(() => ObbligoPayload, {
    nullable: true,
    description:
      'Makes a contributor owe a collection. It gets an empty answer of each campaign, not published yet, whose year it now owes.',
  })
  async assegnaObbligo(
    @Arg('input', () => AssegnaObbligoInput, { description: 'Who, what and when.' }) input: AssegnaObbligoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ObbligoPayload> {
    return { obbligo: await ctx.db.write((tx) => service.assegnaObbligo(tx, input)) };
  }

  @Richiede('rilevazione:coordina')
  @Mutation(() => ObbligoPayload, {
    nullable: true,
    description:
      'Says the last day of an obligation, or another one than was said. No answer is lost: what is no longer owed keeps its values and counts nowhere.',
  })
  async terminaObbligo(
    @Arg('input', () => TerminaObbligoInput, { description: 'Which one, as the caller saw it, and its last day.' })
    input: TerminaObbligoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ObbligoPayload> {
    return { obbligo: await ctx.db.write((tx) => service.terminaObbligo(tx, input)) };
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Destinatario, { nullable: true, description: 'Who owes it.' })
  destinatario(@Root() { ambitoId }: Obbligo, @Ctx() ctx: SubgraphContext): Promise<Destinatario | null> {
    return ctx.load(destinatarioById, ambitoId);
  }

  @Richiede('rilevazione:coordina')
  @FieldResolver(() => [ModificaObbligo], { nullable: true, description: 'The days that it had, from the first.' })
  storia(@Root() { id }: Obbligo, @Ctx() ctx: SubgraphContext): Promise<ModificaObbligo[]> {
    return ctx.load(modificheByObbligo, id);
  }
}
